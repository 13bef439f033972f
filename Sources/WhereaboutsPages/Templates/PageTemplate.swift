/// The templates that all pages share; every value in them was escaped before: see ``Markup``.
enum PageTemplate {
    static let page = """
        <!DOCTYPE html>
        <html lang="en-GB">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{{{policy}}}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <title>{{{title}}}{{#subject}} – {{{subject}}}{{/subject}}</title>
        <style>
        {{{style}}}
        </style>
        </head>
        <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>
        <h1>{{{title}}}</h1>
        {{#subject}}
        <p class="subject">{{{subject}}}</p>
        {{/subject}}
        <dl class="facts">
        {{#facts}}
        <div><dt>{{{label}}}</dt><dd>{{{value}}}</dd></div>
        {{/facts}}
        </dl>
        </header>
        <main id="content" tabindex="-1">
        {{#notes}}
        <p class="note">{{{text}}}</p>
        {{/notes}}
        {{{content}}}
        <section class="provenance" aria-labelledby="provenance">
        <h2 id="provenance">Where this comes from and how to check it</h2>
        <dl class="list">
        {{#origins}}
        <div><dt>{{{label}}}</dt><dd>{{{value}}}</dd></div>
        {{/origins}}
        </dl>
        <ol>
        {{#steps}}
        <li>{{{step}}}</li>
        {{/steps}}
        </ol>
        </section>
        </main>
        {{#script}}
        <script>{{{script}}}</script>
        {{/script}}
        </body>
        </html>

        """

    static let section = """
        <section aria-labelledby="{{{id}}}">
        <h2 id="{{{id}}}">{{{title}}}</h2>
        {{#notes}}
        <p class="note">{{{text}}}</p>
        {{/notes}}
        {{#hasFigures}}
        <dl class="{{{layout}}}">
        {{#figures}}
        <div><dt>{{{label}}}</dt><dd>{{{value}}}</dd></div>
        {{/figures}}
        </dl>
        {{/hasFigures}}
        {{{content}}}
        </section>

        """

    static let table = """
        {{{drawing}}}
        {{#hasRows}}
        <div class="scroll{{#isShort}} short{{/isShort}}" tabindex="0" role="region" aria-labelledby="{{{id}}}">
        <table class="{{{density}}}">
        <caption id="{{{id}}}">{{#drawing}}<span class="hidden">{{{title}}}: </span>The figures{{/drawing}}{{^drawing}}{{{title}}}{{/drawing}}</caption>
        <thead><tr>{{#columns}}<th scope="col" class="{{{side}}}">{{{label}}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#rows}}
        <tr><th scope="row" class="{{{headSide}}}">{{{head}}}</th>{{#cells}}<td class="{{{side}}}">{{{value}}}</td>{{/cells}}</tr>
        {{/rows}}
        </tbody>
        {{#totals}}
        <tfoot><tr><th scope="row" class="{{{headSide}}}">{{{head}}}</th>{{#cells}}<td class="{{{side}}}">{{{value}}}</td>{{/cells}}</tr></tfoot>
        {{/totals}}
        </table>
        </div>
        {{/hasRows}}
        {{^hasRows}}
        <h3>{{{title}}}</h3>
        <p class="note">Nothing is recorded for this table.</p>
        {{/hasRows}}

        """
}
