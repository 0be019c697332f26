import { router } from "../init";

export const tenancyRouter = router({});
