/** The captured mails with this word in recipient or subject: those of other journeys push none of them off the page. */
export const mailboxOf = (word: string): string => `/dev/mail?${new URLSearchParams({ q: word })}`;
