/** The look shared by every box that takes text. */
export const controlStyle =
  "w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 text-control text-ink shadow-card transition-colors duration-100 hover:border-ink-3 focus-visible:border-brand-text focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-ink-3 disabled:hover:border-line-strong read-only:not-[select]:bg-sunken aria-invalid:border-danger aria-invalid:focus-visible:outline-danger";

/** A row of choices: on a phone it scrolls and fades out where there is more, on wider screens it takes a second line. */
export const rowStyle =
  "overflow-x-auto [scrollbar-width:none] max-md:pe-8 max-md:[mask-image:linear-gradient(to_right,black_calc(100%-2rem),transparent)] md:flex-wrap";
