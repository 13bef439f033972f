/// The templates of pages about one child.
enum ChildTemplate {
    /// What an entry says, without its frame: a replay has one for each state of it.
    static let entry = """
        <div class="when"><p>{{{occurred}}}</p>
        <p class="recorded">recorded {{{recorded}}}<br>{{{lag}}}</p></div>
        <div class="what"><h3>{{{kind}}}{{#withdrawn}} <span class="tag">withdrawn</span>{{/withdrawn}}</h3>
        <p class="by">[{{{place}}}] by {{{actor}}}{{{home}}}{{{target}}}</p>
        {{#hasFacts}}
        <dl>{{#facts}}<div><dt>{{{label}}}</dt><dd>{{{value}}}</dd></div>{{/facts}}</dl>
        {{/hasFacts}}
        {{#hasWords}}
        <dl class="words">{{#words}}<div><dt>{{{label}}}</dt><dd>{{{value}}}</dd></div>{{/words}}</dl>
        {{/hasWords}}
        {{#hasLines}}
        <ul class="changes">{{#lines}}<li>{{{line}}}</li>{{/lines}}</ul>
        {{/hasLines}}
        {{#hasFlags}}
        <p class="flags">{{#flags}}<span class="tag">{{{text}}}</span> {{/flags}}</p>
        {{/hasFlags}}
        </div>

        """

    /// A part of a chronology: an episode, or what belongs to none.
    static let chronology = """
        <section aria-labelledby="{{{id}}}">
        <h2 id="{{{id}}}">{{{title}}}</h2>
        {{#hasFacts}}
        <dl class="list">
        {{#facts}}
        <div><dt>{{{label}}}</dt><dd>{{{value}}}</dd></div>
        {{/facts}}
        </dl>
        {{/hasFacts}}
        {{{content}}}
        </section>

        """

    /// The states of a replay: what stands at a stop is shown, the rest is hidden.
    static let replay = """
        <div class="controls" id="controls" hidden>
        <p><label for="stop">Knowledge time</label> <span id="count"></span></p>
        <p class="label" id="label"></p>
        <div class="slider">
        <button type="button" id="previous">Previous</button>
        <input type="range" id="stop" min="1" max="{{{stops}}}" value="{{{stops}}}" step="1">
        <button type="button" id="next">Next</button>
        </div>
        </div>
        <noscript><p class="note">This page moves through time with a script. Without one it shows everything in view.</p></noscript>
        <span data-stop="{{{lastStop}}}" data-now="{{{now}}}" data-label="{{{last}}}"></span>
        <section aria-labelledby="episodes">
        <h2 id="episodes">Episodes</h2>
        <div data-group>
        <p class="note none"{{#hasEpisodes}} hidden{{/hasEpisodes}}>No episode was known.</p>
        <div class="scroll filled" tabindex="0" role="region" aria-labelledby="episode-table"{{^hasEpisodes}} hidden{{/hasEpisodes}}>
        <table class="wide"><caption id="episode-table">Episodes known</caption>
        <thead><tr>{{#episodeHeads}}<th scope="col">{{{text}}}</th>{{/episodeHeads}}</tr></thead>
        <tbody>
        {{#episodes}}
        <tr {{{attributes}}}>{{{row}}}</tr>
        {{/episodes}}
        </tbody></table>
        </div>
        </div>
        </section>
        <section aria-labelledby="deadlines">
        <h2 id="deadlines">Deadlines running</h2>
        <div data-group>
        <p class="note none"{{#hasDeadlines}} hidden{{/hasDeadlines}}>Nothing was owed.</p>
        <div class="scroll filled" tabindex="0" role="region" aria-labelledby="deadline-table"{{^hasDeadlines}} hidden{{/hasDeadlines}}>
        <table class="wide"><caption id="deadline-table">What was owed and not done</caption>
        <thead><tr>{{#deadlineHeads}}<th scope="col">{{{text}}}</th>{{/deadlineHeads}}</tr></thead>
        <tbody>
        {{#deadlines}}
        <tr {{{attributes}}}>{{{row}}}</tr>
        {{/deadlines}}
        </tbody></table>
        </div>
        </div>
        </section>
        <section aria-labelledby="flags">
        <h2 id="flags">Flags</h2>
        <div data-group>
        <p class="note none"{{#hasFlags}} hidden{{/hasFlags}}>No flag was raised.</p>
        <ul class="filled"{{^hasFlags}} hidden{{/hasFlags}}>
        {{#flags}}
        <li {{{attributes}}}>{{{row}}}</li>
        {{/flags}}
        </ul>
        </div>
        </section>
        <section aria-labelledby="entries">
        <h2 id="entries">Entries known, newest first</h2>
        {{{entries}}}
        </section>

        """
}
