/** A receipt number in two groups of four, as it is said. */
export const spoken = (receiptNo: string): string => receiptNo.replace(/^(\d{4})(\d{4})$/, "$1-$2");
