import { sql } from "drizzle-orm";
import { check, customType, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, tenantId, whole } from "./columns";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Pictures, papers and lists that people handed over or that a job wrote. The bytes lie beside, in parts. */
export const files = pgTable(
  "files",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    fileName: text("file_name").notNull(),
    mediaType: text("media_type").notNull(),
    byteCount: whole("byte_count").notNull(),
    /** Of the stored bytes, in hex; null until the last part has come. */
    sha256: text("sha256"),
    width: integer("width"),
    height: integer("height"),
    /** Whose it is, when it concerns one person. */
    memberId: uuid("member_id"),
    createdAt: instant("created_at").notNull(),
    createdById: uuid("created_by_id"),
    /** Since when something refers to it; what nothing has taken for a day is swept away. */
    keptAt: instant("kept_at"),
    /** From then on it is gone for readers, and swept away. */
    expiresAt: instant("expires_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("files_stray").on(t.tenantId, t.createdAt).where(sql`kept_at is null`),
    index("files_ending").on(t.tenantId, t.expiresAt).where(sql`expires_at is not null`),
    index("files_by_member").on(t.tenantId, t.memberId).where(sql`member_id is not null`),
    check("files_byte_count", sql`byte_count >= 0`),
  ],
);

/** The bytes of a file, a mebibyte a row, so that neither end ever holds the whole. */
export const fileParts = pgTable(
  "file_parts",
  {
    tenantId: tenantId(),
    fileId: uuid("file_id").notNull(),
    part: integer("part").notNull(),
    bytes: bytea("bytes").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.fileId, t.part] }),
    foreignKey({ columns: [t.tenantId, t.fileId], foreignColumns: [files.tenantId, files.id] }).onDelete("cascade"),
  ],
);
