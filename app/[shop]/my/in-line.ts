import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { isLineBrowser } from "@/server/members/rules/device";

/** True when this request comes from LINE's own browser. */
export const isInLine = cache(async (): Promise<boolean> => isLineBrowser((await headers()).get("user-agent")));

/** The address with LINE's own request to open it in the phone's browser; other browsers ignore it. */
export const outsideLine = (path: string): string => `${path}${path.includes("?") ? "&" : "?"}openExternalBrowser=1`;
