import { env } from "@/server/kernel/env";
import { capturedChannel } from "./captured";
import type { MailChannel } from "./channel";
import { resendChannel } from "./resend";
import { smtpChannel } from "./smtp";

/** The mail channel of the settings. Throws when it lacks what it needs, with the setting's name. */
export function chosenMailChannel(): MailChannel {
  const settings = env();
  switch (settings.MAIL_CHANNEL) {
    case "captured":
      return capturedChannel();
    case "smtp":
      if (!settings.SMTP_URL) throw new Error("settings: MAIL_CHANNEL=smtp needs SMTP_URL");
      return smtpChannel(settings.SMTP_URL);
    case "resend":
      if (!settings.RESEND_API_KEY) throw new Error("settings: MAIL_CHANNEL=resend needs RESEND_API_KEY");
      return resendChannel({ apiKey: settings.RESEND_API_KEY, baseUrl: settings.RESEND_BASE_URL });
  }
}
