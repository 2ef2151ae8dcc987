/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds out whose each file is and what it is, and writes those that are new, some at a time. A file is read twice, for
 * nobody has memory for all of them; what is another the second time is not written. */

#include "mado-attachment-stage.h"

#include <string.h>

#include "mado-attaching.h"
#include "mado-attachment-kind.h"
#include "mado-attachment-name.h"
#include "mado-kept-attachment.h"
#include "mado-receipt-index.h"
#include "mado-receipt.h"
#include "mado-row.h"
#include "mado-telling.h"

#define PIECE 50                       /* files of a transaction, */
#define PIECE_BYTES (16 * 1024 * 1024) /* and about so many bytes */

struct _MadoAttachmentStage {
  GObject parent_instance;

  MadoDesk *desk;
  MadoIntakeStage *rows; /* (nullable): that are written first */
  MadoAttachmentSource *source;
  GPtrArray *files; /* (element-type MadoStagedAttachment) */
  GHashTable *seen; /* receipt and hash: of the files before */
};

G_DEFINE_FINAL_TYPE (MadoAttachmentStage, mado_attachment_stage, G_TYPE_OBJECT)

static void
free_file (gpointer data)
{
  MadoStagedAttachment *file = data;

  g_free (file->receipt);
  g_free (file);
}

static void
mado_attachment_stage_finalize (GObject *object)
{
  MadoAttachmentStage *self = MADO_ATTACHMENT_STAGE (object);

  g_ptr_array_unref (self->files);
  g_hash_table_unref (self->seen);
  g_clear_pointer (&self->source, mado_attachment_source_free);
  g_clear_object (&self->rows);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (mado_attachment_stage_parent_class)->finalize (object);
}

static void
mado_attachment_stage_class_init (MadoAttachmentStageClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_attachment_stage_finalize;
}

static void
mado_attachment_stage_init (MadoAttachmentStage *self)
{
  self->files = g_ptr_array_new_with_free_func (free_file);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * mado_attachment_stage_new:
 * @desk: a profile that is open
 * @rows: (nullable): a stage whose applications will be written before the files are
 * @source: (transfer full): where the files are
 *
 * Returns: (transfer full): a stage, without a preview
 */
MadoAttachmentStage *
mado_attachment_stage_new (MadoDesk *desk, MadoIntakeStage *rows, MadoAttachmentSource *source)
{
  MadoAttachmentStage *self = g_object_new (MADO_TYPE_ATTACHMENT_STAGE, NULL);

  self->desk = g_object_ref (desk);
  self->rows = rows != NULL ? g_object_ref (rows) : NULL;
  self->source = source;

  return self;
}

/**
 * mado_attachment_stage_get_files:
 * @self: a stage whose preview was made
 *
 * Returns: (transfer none) (element-type MadoStagedAttachment): its files
 */
const GPtrArray *
mado_attachment_stage_get_files (const MadoAttachmentStage *self)
{
  return self->files;
}

/**
 * mado_attachment_stage_count:
 * @self: a stage whose preview was made
 * @state: a state
 *
 * Returns: how many of its files are in it
 */
guint
mado_attachment_stage_count (const MadoAttachmentStage *self, MadoAttachmentState state)
{
  guint count = 0;

  for (guint i = 0; i < self->files->len; i++)
    count += ((const MadoStagedAttachment *) g_ptr_array_index (self->files, i))->state == state;

  return count;
}

/**
 * mado_attachment_state_get_name:
 * @state: a state
 *
 * Returns: its name in answers
 */
const char *
mado_attachment_state_get_name (MadoAttachmentState state)
{
  static const char *const names[] = { "new", "same", "refused" };

  return names[state];
}

/* --- whose it is ------------------------------------------------------------------------------------------------- */

/* One or more files at hand, on the way through a thread of the desk. */
typedef struct {
  MadoAttachmentStage *stage;
  GPtrArray *files; /* (element-type MadoStagedAttachment) */
  GPtrArray *bytes; /* (element-type GBytes): the same; of a writing */
} Piece;

static void
refuse (MadoStagedAttachment *file, const char *code)
{
  file->state = MADO_ATTACHMENT_REFUSED;
  file->code = code;
}

static gboolean
find_case (MadoAttachmentStage *self, MadoDatabase *database, const char *receipt, MadoId *out_case, GError **error)
{
  g_autofree char *claim = mado_receipt_claim (mado_desk_get_programme (self->desk), receipt);

  return mado_receipt_find_holder (database, claim, out_case, error);
}

/* What a form says of a file by its name. */
static const MadoItem *
find_item (MadoAttachmentStage *self, const MadoFormMap *map, const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *normal = g_utf8_normalize (base, -1, G_NORMALIZE_NFKC);

  for (guint i = 0; normal != NULL && i < mado_section_get_count (map->papers); i++) {
    const MadoFormPaper *paper = mado_section_get (map->papers, i);
    g_autofree char *word = g_utf8_normalize (paper->id, -1, G_NORMALIZE_NFKC);

    if (strcmp (word, MADO_FORM_PAPER_ANY) == 0 || strstr (normal, word) != NULL)
      return mado_section_find (mado_desk_get_programme (self->desk)->items, paper->item);
  }

  return NULL;
}

/* The receipt stays %NULL where there is no such application. */
static gboolean
try_number (
    MadoAttachmentStage *self, MadoDatabase *database, const char *number, MadoStagedAttachment *file, GError **error)
{
  const MadoSection *maps = mado_desk_get_programme (self->desk)->form_maps;

  for (guint i = 0; i < mado_section_get_count (maps) && file->receipt == NULL; i++) {
    const MadoFormMap *map = mado_section_get (maps, i);
    g_autofree char *receipt = g_strconcat (map->form[0] != '\0' ? map->form : map->id, ":", number, NULL);
    MadoId holder = MADO_ID_NONE;

    if (map->match->len > 0)
      continue;
    if (!find_case (self, database, receipt, &holder, error))
      return FALSE;
    if (!mado_id_is_valid (holder) && (self->rows == NULL || !mado_intake_stage_brings (self->rows, receipt)))
      continue;
    file->receipt = g_steal_pointer (&receipt);
    file->item = find_item (self, map, file->entry->name);
  }

  return TRUE;
}

static gboolean
find_receipt (MadoAttachmentStage *self, MadoDatabase *database, MadoStagedAttachment *file, GError **error)
{
  g_auto (GStrv) numbers = mado_attachment_name_list_numbers (file->entry->name);

  for (guint i = 0; numbers[i] != NULL && file->receipt == NULL; i++)
    if (!try_number (self, database, numbers[i], file, error))
      return FALSE;
  if (file->receipt == NULL)
    refuse (file, "E_RECEIPT_UNKNOWN");
  else if (file->item != NULL && !mado_policy_may_attach (mado_desk_get_person (self->desk), file->item))
    refuse (file, MADO_REFUSAL_ROLE);

  return TRUE;
}

static gboolean
find_same (MadoAttachmentStage *self, MadoDatabase *database, MadoStagedAttachment *file, GError **error)
{
  g_autofree char *hex = mado_hash_to_hex (&file->hash);
  g_autofree char *key = g_strconcat (file->receipt, " ", hex, NULL);
  MadoId entity = MADO_ID_NONE;
  gboolean is_there = FALSE;

  if (!g_hash_table_add (self->seen, g_steal_pointer (&key)))
    file->state = MADO_ATTACHMENT_SAME;
  if (!find_case (self, database, file->receipt, &entity, error) ||
      (mado_id_is_valid (entity) && !mado_kept_attachment_is_there (database, entity, &file->hash, &is_there, error)))
    return FALSE;
  if (is_there)
    file->state = MADO_ATTACHMENT_SAME;

  return TRUE;
}

static void
settle_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  const Piece *self = data;
  GError *error = NULL;

  for (guint i = 0; i < self->files->len; i++) {
    MadoStagedAttachment *file = g_ptr_array_index (self->files, i);

    if (file->state == MADO_ATTACHMENT_REFUSED)
      continue;
    if (!find_receipt (self->stage, database, file, &error) ||
        (file->receipt != NULL && !find_same (self->stage, database, file, &error))) {
      g_task_return_error (task, error);
      return;
    }
  }
  g_task_return_boolean (task, TRUE);
}

/* --- preview ----------------------------------------------------------------------------------------------------- */

static MadoStagedAttachment *
look_at (MadoAttachmentStage *self, const MadoAttachmentEntry *entry)
{
  MadoStagedAttachment *file = g_new0 (MadoStagedAttachment, 1);
  const char *code = NULL;
  g_autoptr (GBytes) bytes = mado_attachment_source_load (self->source, entry, &code);

  file->entry = entry;
  if (bytes == NULL) {
    refuse (file, code);
    return file;
  }
  file->hash = mado_hash_of (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  file->type = mado_attachment_kind_find (bytes);
  if (file->type == NULL)
    refuse (file, "E_TYPE");

  return file;
}

static gboolean
settle_piece (Piece *self, GError **error)
{
  gboolean is_good =
      self->files->len == 0 || mado_desk_do_and_wait (self->stage->desk, MADO_DESK_SEARCHER, settle_work, self, error);

  g_ptr_array_set_size (self->files, 0);

  return is_good;
}

/**
 * mado_attachment_stage_preview:
 * @self: a stage
 * @told: (nullable): is told how many files were looked at, and of how many
 * @user_data: for @told
 * @cancellable: (nullable): ends it
 * @error: %G_IO_ERROR_CANCELLED, or why the profile could not be read
 *
 * For threads of their own. Nothing is written anywhere.
 *
 * Returns: whether each file says now what would become of it
 */
gboolean
mado_attachment_stage_preview (
    MadoAttachmentStage *self, MadoTold told, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const GPtrArray *entries = mado_attachment_source_get_entries (self->source);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  Piece piece = { .stage = self, .files = files };

  g_ptr_array_set_size (self->files, 0);
  g_hash_table_remove_all (self->seen);
  for (guint i = 0; i < entries->len; i++) {
    MadoStagedAttachment *file = look_at (self, g_ptr_array_index (entries, i));

    g_ptr_array_add (self->files, file);
    g_ptr_array_add (files, file);
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        (files->len == PIECE && !settle_piece (&piece, error)))
      return FALSE;
    if (told != NULL)
      told (user_data, i + 1, entries->len);
  }

  return settle_piece (&piece, error);
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

/* What becomes of a file: of one whose form does not say what can be read off it, no operation. */
typedef struct {
  MadoStagedAttachment *file;
  GBytes *bytes;
  MadoId entity;
  gint64 base; /* version of the entity */
} Writing;

static gboolean
find_entity (const Piece *self, MadoDatabase *database, Writing *writing, GError **error)
{
  g_auto (MadoRow) row = { 0 };

  if (!find_case (self->stage, database, writing->file->receipt, &writing->entity, error) ||
      !mado_row_find (database, writing->entity, &row, error))
    return FALSE;
  if (row.entity == NULL)
    refuse (writing->file, "E_RECEIPT_UNKNOWN"); /* its row was not written after all */
  else
    writing->base = mado_entity_get_version (row.entity);

  return TRUE;
}

static gboolean
keep_here (const Writing *writing, MadoDatabase *database, GError **error)
{
  const MadoKeptAttachment attachment = {
    .blob = { writing->entity, writing->file->hash, writing->bytes },
    .name = writing->file->entry->name,
    .type = (char *) writing->file->type,
  };

  writing->file->is_taken = mado_kept_attachments_add (database, &attachment, 1, mado_instant_now (), error);

  return writing->file->is_taken;
}

static MadoOperation *
make_operation (const Piece *self, const Writing *writing, GError **error)
{
  g_autofree char *hash = mado_hash_to_hex (&writing->file->hash);
  g_autofree char *name = g_path_get_basename (writing->file->entry->name);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoOperationHeader header = {
    .id = mado_id_draw (),
    .entity = writing->entity,
    .kind = "case.attach",
    .base = writing->base,
    .actor = mado_desk_get_person (self->stage->desk)->account,
    .terminal = mado_desk_get_terminal (self->stage->desk),
    .time = mado_instant_now ().microseconds / 1000,
  };
  MadoOperation *operation;

  yyjson_mut_obj_add_str (doc, body, "item", writing->file->item->id);
  yyjson_mut_obj_add_str (doc, body, "hash", hash);
  yyjson_mut_obj_add_str (doc, body, "type", writing->file->type);
  yyjson_mut_obj_add_str (doc, body, "name", name);
  operation = mado_operation_new (&header, body, error);
  yyjson_mut_doc_free (doc);

  return operation;
}

static gboolean
attach (const Piece *self, const Writing *writing, GError **error)
{
  g_autoptr (MadoOperation) operation = make_operation (self, writing, error);
  const MadoAttaching attaching = { operation, writing->bytes };
  g_autoptr (GPtrArray) outcomes = NULL;
  const MadoOutcome *outcome;

  if (operation == NULL)
    return FALSE;
  outcomes = mado_replica_attach (mado_desk_get_replica (self->stage->desk), &attaching, 1, mado_instant_now (), error);
  if (outcomes == NULL)
    return FALSE;
  outcome = g_ptr_array_index (outcomes, 0);
  writing->file->is_taken = !mado_outcome_is_refused (outcome);
  if (!writing->file->is_taken)
    refuse (writing->file, g_intern_string (outcome->refusal->code));

  return TRUE;
}

static gboolean
write_file (const Piece *self, MadoDatabase *database, guint index, GError **error)
{
  Writing writing = { .file = g_ptr_array_index (self->files, index), .bytes = g_ptr_array_index (self->bytes, index) };

  if (!find_entity (self, database, &writing, error))
    return FALSE;
  if (writing.file->state == MADO_ATTACHMENT_REFUSED)
    return TRUE;

  return writing.file->item == NULL ? keep_here (&writing, database, error) : attach (self, &writing, error);
}

static gboolean
keep (const Piece *self, MadoDatabase *database, GError **error)
{
  for (guint i = 0; i < self->files->len; i++)
    if (!write_file (self, database, i, error))
      return FALSE;

  return TRUE;
}

static void
keep_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  if (keep (data, database, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
write_piece (Piece *self, GError **error)
{
  if (self->files->len > 0 && !mado_desk_do_and_wait (self->stage->desk, MADO_DESK_WRITER, keep_work, self, error))
    return FALSE;
  g_ptr_array_set_size (self->files, 0);
  g_ptr_array_set_size (self->bytes, 0);

  return TRUE;
}

/* Returns: how many bytes it adds to the piece */
static gsize
read_again (Piece *self, MadoStagedAttachment *file)
{
  const char *code = NULL;
  g_autoptr (GBytes) bytes = mado_attachment_source_load (self->stage->source, file->entry, &code);
  MadoHash hash;
  gsize size;

  if (bytes == NULL) {
    refuse (file, code);
    return 0;
  }
  size = g_bytes_get_size (bytes);
  hash = mado_hash_of (g_bytes_get_data (bytes, NULL), size);
  if (!mado_hash_equals (&hash, &file->hash)) {
    refuse (file, "E_FILE_CHANGED");
    return 0;
  }
  g_ptr_array_add (self->files, file);
  g_ptr_array_add (self->bytes, g_steal_pointer (&bytes));

  return size;
}

/**
 * mado_attachment_stage_apply:
 * @self: a stage whose preview was made, and whose rows are written
 * @told: (nullable): is told how many files were gone through, and of how many
 * @user_data: for @told
 * @cancellable: (nullable): ends it: what is written stays
 * @error: %G_IO_ERROR_CANCELLED, or why the profile could not be written
 *
 * For threads of their own.
 *
 * Returns: whether it went through to the end
 */
gboolean
mado_attachment_stage_apply (
    MadoAttachmentStage *self, MadoTold told, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GPtrArray) bytes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  Piece piece = { self, files, bytes };
  gsize n_bytes = 0;

  for (guint i = 0; i < self->files->len; i++) {
    MadoStagedAttachment *file = g_ptr_array_index (self->files, i);

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (file->state == MADO_ATTACHMENT_NEW && !file->is_taken)
      n_bytes += read_again (&piece, file);
    if (files->len < PIECE && n_bytes < PIECE_BYTES)
      continue;
    n_bytes = 0;
    if (!write_piece (&piece, error))
      return FALSE;
    if (told != NULL)
      told (user_data, i + 1, self->files->len);
  }

  return write_piece (&piece, error);
}

/* --- without waiting --------------------------------------------------------------------------------------------- */

static void
preview_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (mado_attachment_stage_preview (source, mado_telling_tell, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
apply_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (mado_attachment_stage_apply (source, mado_telling_tell, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mado_attachment_stage_preview_async:
 * @self: a stage
 * @told: (nullable): is told how far it is
 * @told_data: for @told
 * @cancellable: (nullable): ends it
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_attachment_stage_preview_async (MadoAttachmentStage *self,
                                     MadoTold told,
                                     gpointer told_data,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  mado_telling_run (mado_telling_new (told, told_data), self, cancellable, callback, user_data, preview_work);
}

/**
 * mado_attachment_stage_apply_async:
 * @self: a stage whose preview was made, and whose rows are written
 * @told: (nullable): is told how far it is
 * @told_data: for @told
 * @cancellable: (nullable): ends it
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_attachment_stage_apply_async (MadoAttachmentStage *self,
                                   MadoTold told,
                                   gpointer told_data,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  mado_telling_run (mado_telling_new (told, told_data), self, cancellable, callback, user_data, apply_work);
}

/**
 * mado_attachment_stage_finish:
 * @self: a stage
 * @result: of either call
 * @error: as the call itself
 *
 * Returns: as the call itself
 */
gboolean
mado_attachment_stage_finish (MadoAttachmentStage *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
