import { router } from "../init";

export const resultsRouter = router({});
