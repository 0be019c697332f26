import { router } from "../init";

export const deliveryRouter = router({});
