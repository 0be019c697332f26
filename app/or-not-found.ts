import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";

/** The answer, or the 404 page when the call found nothing or its id is not one; any other failure goes on. */
export async function orNotFound<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST")) notFound();
    throw error;
  }
}
