import { TextLink } from "@/components/ui/text-link";

interface Person {
  memberNo: string | null;
  familyName: string | null;
  givenName: string | null;
}

/** What a person is called in one line: the name, else the number. */
export const personName = ({ familyName, givenName, memberNo }: Person) =>
  [familyName, givenName].filter(Boolean).join(" ") || (memberNo ?? "");

/** A cell of a list: a member by name, the number below it. Without `href` the row itself is the way there. */
export const PersonCell = ({ person, href }: { person: Person; href?: string }) => (
  <span className="grid min-w-0 md:whitespace-nowrap">
    {href ? <TextLink href={href}>{personName(person)}</TextLink> : personName(person)}
    <span className="tabular text-xs font-normal text-ink-3">{person.memberNo}</span>
  </span>
);
