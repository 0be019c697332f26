import { env } from "@/server/kernel/env";
import type { PushService } from "../adapters/apple-push";
import type { GoogleService } from "../adapters/google-wallet";

/** Apple's push service, or what the settings name in its place. */
export const appleService = (): PushService => ({ origin: env().APPLE_PUSH_URL, ca: null });

/** Google's services, or what the settings name in their place. */
export const googleService = (): GoogleService => ({
  api: env().GOOGLE_WALLET_URL,
  tokens: env().GOOGLE_TOKEN_URL,
  save: env().GOOGLE_SAVE_URL,
});
