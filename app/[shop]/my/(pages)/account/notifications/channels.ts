import type { Channel } from "@/components/my/notifications-page";

interface Me {
  email: string | null;
  phone: string | null;
  addressLine: string | null;
  city: string | null;
  mailOptIn: boolean;
}

/** The ways by which news may come: those a member is reached by or once agreed to. LINE is there once it is linked. */
export function channelsOf(me: Me, consents: readonly { channel: string; isGranted: boolean }[]) {
  const newest = (channel: Channel) => consents.find((consent) => consent.channel === channel);
  const isOn = (channel: Channel) => newest(channel)?.isGranted ?? false;
  const reachable: Record<Exclude<Channel, "line">, boolean> = {
    mail: me.email !== null,
    sms: me.phone !== null,
    post: me.addressLine !== null || me.city !== null,
    phone: me.phone !== null,
  };
  return [
    { channel: "mail" as const, isOn: me.mailOptIn, isReachable: reachable.mail },
    ...(newest("line") ? [{ channel: "line" as const, isOn: isOn("line"), isReachable: true }] : []),
    ...(["sms", "post", "phone"] as const).map((channel) => ({
      channel,
      isOn: isOn(channel),
      isReachable: reachable[channel],
    })),
  ];
}
