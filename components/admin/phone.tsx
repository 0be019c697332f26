/** A phone number as people here write it: 090-1234-5678 for Japanese mobiles, 0X… for other Japanese numbers, the rest as stored. */
export function phoneText(stored: string): string {
  const national = stored.startsWith("+81") ? `0${stored.slice(3)}` : stored;
  return national.replace(/^(0[5-9]0)(\d{4})(\d{4})$/, "$1-$2-$3");
}

/** A phone number, in figures that line up. */
export const Phone = ({ value, className }: { value: string; className?: string }) => (
  <span className={className ? `tabular ${className}` : "tabular"}>{phoneText(value)}</span>
);
