/** The look of a quiet box, also for forms that bring no merging of class names along. */
export const cardStyle = "min-w-0 rounded-xl border border-line bg-surface shadow-card";
