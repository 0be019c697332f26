import { router } from "../init";

export const insightsRouter = router({});
