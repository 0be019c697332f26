import { router } from "../init";

export const campaignsRouter = router({});
