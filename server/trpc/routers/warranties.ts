import { router } from "../init";

export const warrantiesRouter = router({});
