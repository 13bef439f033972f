/// How pages look: black on white, one blue, room around everything.
///
/// Every pair of colours has a contrast of 4.5 to 1 or more, and says nothing that words or shapes
/// do not say too.
enum StyleSheet {
    /// The whole sheet.
    static let all = [base, parts, child, phone, print].joined(separator: "\n")

    private static let base = """
        :root { --ink: #0b0c0c; --soft: #4a5257; --line: #b1b4b6; --blue: #206095; --pale: #f3f5f6; }
        * { box-sizing: border-box; }
        html { color-scheme: light; -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; padding: 0 2rem 4rem; max-width: 66rem; background: #fff;
          color: var(--ink); font: 1rem/1.5 "Helvetica Neue", Helvetica, Arial, sans-serif; }
        h1, h2, h3, caption { line-height: 1.25; text-wrap: balance; }
        h1 { font-size: 2.25rem; margin: 2.5rem 0 .25rem; }
        h2 { font-size: 1.5rem; margin: 0 0 1rem; }
        h3, caption { font-size: 1.125rem; font-weight: 700; margin: 0; text-align: left; }
        p, ul, ol { margin: 0 0 1rem; max-width: 44rem; }
        section { margin-top: 2.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
        dd, td, th, li, p { unicode-bidi: isolate; overflow-wrap: break-word; }
        code { font: .9375em/1.5 "Liberation Mono", Menlo, Consolas, monospace;
          overflow-wrap: anywhere; }
        small { font-size: .875rem; }
        :focus-visible { outline: 3px solid #fd0; outline-offset: 0; box-shadow: 0 0 0 5px var(--ink); }
        main:focus { outline: none; box-shadow: none; }
        .hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
          clip-path: inset(50%); white-space: nowrap; }
        .unbroken { white-space: nowrap; }
        .skip { position: absolute; left: 0; top: -10rem; padding: .75rem 1rem; background: #fd0;
          color: var(--ink); }
        .skip:focus { top: 0; }
        """

    private static let parts = """
        .subject { font-size: 1.25rem; color: var(--soft); margin: 0 0 1.5rem; }
        .note { color: var(--soft); }
        .facts { margin: 1.5rem 0 0; padding: 1rem 0 0; border-top: 4px solid var(--blue); }
        .facts div { display: flex; gap: 1rem; margin-bottom: .25rem; }
        .facts dt { flex: 0 0 6rem; font-weight: 700; }
        dd { margin: 0; }
        main > .note:first-child { margin-top: 1.5rem; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr));
          gap: 1.5rem 2rem; margin: 0 0 2rem; }
        .cards div { border-left: 4px solid var(--blue); padding-left: 1rem;
          display: flex; flex-direction: column-reverse; justify-content: flex-end; }
        .cards dd { font-size: 2rem; line-height: 1.2; font-weight: 700; }
        .cards dd small { display: block; font-size: 1rem; font-weight: 400; color: var(--soft); }
        .list { margin: 0 0 2rem; max-width: 52rem; }
        .list div { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 0 2rem;
          padding: .5rem 0; border-bottom: 1px solid var(--line); }
        .list dd { font-weight: 700; }
        .provenance .list dd { font-weight: 400; }
        .scroll { overflow-x: auto; margin: 0 0 2rem; }
        table { border-collapse: collapse; min-width: min(100%, 34rem); font-variant-numeric: tabular-nums; }
        caption { padding: 0 0 .5rem; }
        th, td { padding: .5rem 1rem .5rem 0; border-bottom: 1px solid var(--line);
          text-align: left; vertical-align: top; }
        tbody th { font-weight: 400; }
        thead th { vertical-align: bottom; border-bottom: 2px solid var(--ink); }
        tfoot th, tfoot td { font-weight: 700; border-top: 2px solid var(--ink); }
        .number { text-align: right; padding-left: 1rem; white-space: nowrap; }
        tr > :last-child { padding-right: 0; }
        thead .number { white-space: normal; }
        .dense { font-size: .8125rem; }
        .dense th, .dense td { padding: .25rem .25rem .25rem 0; }
        .dense { width: 100%; }
        figure { margin: 0 0 1.5rem; }
        figcaption { font-weight: 700; margin-bottom: .5rem; }
        svg { display: block; width: 100%; height: auto; max-width: 36rem; }
        .drawings { display: grid; gap: 1rem 2rem;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
        .drawings > :only-child { grid-column: 1 / -1; }
        svg text { font-family: "Helvetica Neue", Helvetica, Arial, sans-serif; }
        svg.broad { max-width: none; min-width: 44rem; }
        """

    private static let phone = """
        @media (max-width: 40rem) {
          body { padding: 0 1rem 3rem; }
          h1 { font-size: 1.75rem; margin-top: 1.5rem; }
          h2 { font-size: 1.25rem; }
          .facts div { display: block; }
          .list div, .entry, .entry dl div, .entry .words div {
            grid-template-columns: minmax(0, 1fr); }
          .entry dd { margin-bottom: .25rem; }
          .what { margin-top: .5rem; }
          .wide { min-width: 44rem; }
          svg.broad { min-width: 40rem; }
          .cards { grid-template-columns: 1fr; gap: 1rem; }
          th, td { padding-right: .75rem; }
        }
        """

    private static let print = """
        @page { size: A4; margin: 18mm 16mm 20mm;
          @bottom-right { content: "Page " counter(page) " of " counter(pages);
            font: 9pt Arial, sans-serif; color: #4a5257; } }
        @media print {
          body { padding: 0; max-width: none; font-size: 10pt; }
          .skip { display: none; }
          h1 { font-size: 22pt; margin-top: 0; }
          h2 { font-size: 15pt; }
          h3, caption { font-size: 11pt; }
          h1, h2, h3, caption, thead, figcaption { break-after: avoid; }
          tr, figure, .cards div, .list div, .entry, .short { break-inside: avoid; }
          tfoot { display: table-row-group; }
          section { margin-top: 1.5rem; padding-top: 1rem; }
          .scroll { overflow: visible; }
          .entry { grid-template-columns: 9.5rem minmax(0, 1fr); gap: 0 1rem; }
          .entry dl div { grid-template-columns: 10rem minmax(0, 1fr); }
          svg.broad { min-width: 0; }
          svg.narrow { max-width: 26rem; }
          .drawings { grid-template-columns: 1fr 1fr; }
          .dense { font-size: 6.5pt; }
          .dense .hidden { display: none; }
        }
        """
}
