import { router } from "../init";

export const purchasesRouter = router({});
