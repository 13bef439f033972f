extension StyleSheet {
    /// Chronology and replay.
    static let child = """
        .entry { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: 0 2rem;
          padding: 1rem 0; border-top: 1px solid var(--line); scroll-margin-top: 1rem; }
        .entry p { margin: 0; }
        .when > :first-child { font-weight: 700; font-variant-numeric: tabular-nums; }
        .recorded, .by { color: var(--soft); font-size: .9375em; }
        .entry dl { margin: .5rem 0 0; }
        .entry dl div { display: grid; grid-template-columns: 14rem minmax(0, 1fr); gap: 0 1rem; }
        .entry dt { color: var(--soft); }
        .words { border-left: 4px solid var(--line); padding-left: 1rem; }
        .entry .words div { grid-template-columns: 12.75rem minmax(0, 1fr); }
        .words dd { white-space: pre-line; }
        .changes { margin: .75rem 0 0; padding: .5rem 1rem .5rem 2rem; background: var(--pale); }
        .flags { padding-top: .5rem; }
        .tag { display: inline-block; padding: 0 .5rem; border: 1px solid var(--ink);
          font-size: .8125em; font-weight: 700; }
        .withdrawn .what > dl, .withdrawn .when > :first-child { color: var(--soft);
          text-decoration: line-through; }
        .version { display: contents; }
        [hidden], .version[hidden] { display: none !important; }
        .entry.now { border-top: 4px solid var(--blue); }
        .controls { position: sticky; top: 0; z-index: 1; margin-top: 2rem; padding: .75rem 0;
          background: #fff; border-top: 4px solid var(--blue); border-bottom: 1px solid var(--ink); }
        .controls p { margin: 0; max-width: none; }
        .controls label { font-weight: 700; }
        .controls .label { font-size: 1.25rem; font-weight: 700; font-variant-numeric: tabular-nums; }
        #count { color: var(--soft); padding-left: .5rem; }
        .slider { display: flex; gap: 1rem; align-items: center; margin-top: .5rem; }
        .slider input { flex: 1; min-width: 0; height: 2.75rem; accent-color: var(--blue); }
        button { min-height: 2.75rem; padding: 0 1rem; border: 2px solid var(--ink); background: #fff;
          color: var(--ink); font: inherit; font-weight: 700; cursor: pointer; }
        button[aria-disabled=true] { border-color: var(--line); color: var(--soft); cursor: default; }
        .moving { scroll-padding-top: 11rem; }
        del { color: var(--soft); text-decoration: line-through; text-decoration-thickness: 2px; }
        ins { text-decoration: none; font-weight: 700; }
        a { color: #1a5280; text-underline-offset: .15em; }
        """
}
