/** A key nobody else makes: 128 random bits in hex. (`crypto.randomUUID` is missing on tills that are reached without TLS.) */
export const randomKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
