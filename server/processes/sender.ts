process.env.GOEN_PROCESS ??= "sender";

// The name above must be set before the log and the pools are made.
const { chosenMailChannel } = await import("@/server/delivery/channels/choose");
const { sendDueChunks } = await import("@/server/delivery/service/send-due-chunks");
const { startHeartbeat } = await import("@/server/jobs/heartbeat");
const { startLoop, stopOnSignal } = await import("@/server/jobs/loop");
const { closeDatabases } = await import("@/server/kernel/database");
const { log } = await import("@/server/kernel/log");
const { refuseSuperuser } = await import("@/server/kernel/role-check");

// One lane is kept free for receipts and the like: no campaign, however large, stands before them.
const lanes = [["service"], ["service", "marketing"], ["service", "marketing"]] as const;
const pauseMs = 500;

await refuseSuperuser();
let isStopping = false;
const loops = lanes.map((own, index) => {
  const channel = chosenMailChannel();
  const loop = startLoop(`sender.${index}`, pauseMs, async () => {
    const counts = await sendDueChunks(() => new Date(), {
      channel,
      lanes: own,
      maxChunks: 1,
      isStopping: () => isStopping,
    });
    if (counts.chunks > 0) log.info({ lane: index, ...counts }, "chunk sent");
    return counts.chunks > 0 && !isStopping;
  });
  return { channel, loop };
});
const endHeartbeat = startHeartbeat("sender");
log.info({ lanes: lanes.length }, "sender is up");

stopOnSignal(async () => {
  isStopping = true;
  await Promise.all(loops.map(({ loop }) => loop.stop()));
  await Promise.all(loops.map(({ channel }) => channel.close()));
  await endHeartbeat();
  await closeDatabases();
});

export {};
