/**
 * A mail in a frame of its own: no scripts, no forms, no access to the page around it. A link may lead the whole window away, when
 * a person follows it.
 */
export function MailFrame({ html, title }: { html: string; title: string }) {
  return (
    <iframe
      title={title}
      srcDoc={html.replaceAll('target="_blank"', 'target="_top"')}
      sandbox="allow-top-navigation-by-user-activation"
      referrerPolicy="no-referrer"
      className="min-h-[70dvh] w-full flex-1 rounded-lg border border-line bg-white"
    />
  );
}
