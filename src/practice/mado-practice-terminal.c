/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fills a new profile the way a service would, row by row, and does the last of its own person's work by hand: it is
 * held back from the rows, saved as whoever sits there saves it, and lies in the journal. */

#include "mado-practice-terminal.h"

#include <string.h>

#include "mado-blob-cache.h"
#include "mado-import.h"
#include "mado-json-member.h"
#include "mado-reference-key.h"
#include "mado-reference.h"
#include "mado-register-row.h"
#include "mado-store-error.h"
#include "mado-take.h"

#define BATCH 10000 /* rows of a transaction */
#define MOST_BLOBS 200
#define MOST_OWN 12
#define EPOCH 1

/* Something that its own person did with one entity. */
typedef struct {
  MadoOperation *operation;
  MadoEntity *before; /* (nullable): %NULL: it was new */
  MadoInstant now;
} OwnDeed;

struct _MadoPracticeTerminal {
  MadoDesk *desk;
  MadoPracticeSink sink;
  MadoLogPlace head; /* of the service's log, whose one entry brought the ward */
  MadoInstant now;   /* of the last deed */
  gboolean is_part_over;
  GHashTable *latest;     /* id → MadoEntity: of the part of the ward that is being handed on */
  GHashTable *own;        /* id → OwnDeed: the last that was done with each, where its own person did it */
  GHashTable *receipts;   /* receipt → id, of the part */
  GPtrArray *entities;    /* (element-type MadoEntity): to be written */
  GArray *blobs;          /* MadoBlob: the same */
  GPtrArray *held;        /* (element-type OwnDeed): to be saved at the end */
  const MadoFormMap *map; /* (nullable): of a register that its own person reads */
  MadoImport import;      /* of the register's list */
  GArray *references;     /* MadoReference: its rows, to be written at the end */
  MadoChance chance;
};

static guint
hash_id (gconstpointer key)
{
  guint hash; /* the end of an id is drawn */

  memcpy (&hash, ((const MadoId *) key)->bytes + sizeof (MadoId) - sizeof hash, sizeof hash);

  return hash;
}

static gboolean
is_same_id (gconstpointer a, gconstpointer b)
{
  return mado_id_compare (*(const MadoId *) a, *(const MadoId *) b) == 0;
}

static GHashTable *
map_ids (GDestroyNotify free_value)
{
  return g_hash_table_new_full (hash_id, is_same_id, g_free, free_value);
}

static void
free_own_deed (gpointer data)
{
  OwnDeed *deed = data;

  mado_operation_unref (deed->operation);
  g_clear_pointer (&deed->before, mado_entity_unref);
  g_free (deed);
}

static void
clear_blob (gpointer data)
{
  g_bytes_unref (((MadoBlob *) data)->bytes);
}

/* --- on the thread that writes ------------------------------------------------------------------------------------ */

/* A pointer to the error: where it stood beside the call that sets it, it could be read before. */
static void
answer (GTask *task, gboolean is_done, GError **error)
{
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, *error);
}

static void
begin_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  const MadoPracticeTerminal *self = request;
  const MadoHelloReply hello = { .epoch = EPOCH, .head = self->head };
  GError *error = NULL;

  answer (task, mado_replica_begin_loading (mado_desk_get_replica (self->desk), &hello, &error), &error);
}

static void
load_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  const MadoPracticeTerminal *self = request;
  g_autoptr (MadoRowsReply) reply = mado_rows_reply_new ();
  GError *error = NULL;

  reply->epoch = EPOCH;
  reply->head = self->head;
  for (guint i = 0; i < self->entities->len; i++) {
    MadoEntity *entity = g_ptr_array_index (self->entities, i);
    const MadoServiceRow row = { mado_entity_get_id (entity), self->head.seq, mado_entity_ref (entity), MADO_GONE_NOT };

    g_array_append_val (reply->rows, row);
  }
  answer (task, mado_replica_load_rows (mado_desk_get_replica (self->desk), reply, &error), &error);
}

static void
keep_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  const MadoPracticeTerminal *self = request;
  GError *error = NULL;

  answer (task,
          mado_blob_cache_keep_all (database, &g_array_index (self->blobs, MadoBlob, 0), self->blobs->len, self->now,
                                    &error),
          &error);
}

static gboolean
keep_references (const MadoPracticeTerminal *self, MadoDatabase *database, GError **error)
{
  MadoImport import = self->import;

  if (self->references->len == 0)
    return TRUE;
  import.at = self->now;
  import.n_rows = self->references->len;

  return mado_import_begin (database, &import, NULL, error) &&
         mado_references_keep (database, &g_array_index (self->references, MadoReference, 0), self->references->len,
                               error) &&
         mado_import_finish (database, import.id, error);
}

static gboolean
save_own (MadoReplica *replica, const OwnDeed *deed, GError **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();
  g_autoptr (GPtrArray) outcomes = NULL;
  const MadoOutcome *outcome;

  g_ptr_array_add (operations, deed->operation);
  outcomes = mado_replica_save (replica, operations, deed->now, deed->now, error);
  if (outcomes == NULL)
    return FALSE;
  outcome = g_ptr_array_index (outcomes, 0);
  if (mado_outcome_is_refused (outcome))
    g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_FAILED,
                 "cannot save the terminal's own work: it is refused there (%s), and was not in the ward",
                 outcome->refusal->code);

  return !mado_outcome_is_refused (outcome);
}

static void
finish_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  const MadoPracticeTerminal *self = request;
  MadoReplica *replica = mado_desk_get_replica (self->desk);
  GError *error = NULL;
  gboolean is_done = mado_replica_finish_loading (replica, &error);

  for (guint i = 0; is_done && i < self->held->len; i++)
    is_done = save_own (replica, g_ptr_array_index (self->held, i), &error);
  is_done = is_done && keep_references (self, database, &error);
  answer (task, is_done && mado_database_empty_log (database, &error), &error);
}

static gboolean
write_entities (MadoPracticeTerminal *self, GError **error)
{
  gboolean is_done =
      self->entities->len == 0 || mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, load_work, self, error);

  g_ptr_array_set_size (self->entities, 0);

  return is_done;
}

static gboolean
write_blobs (MadoPracticeTerminal *self, GError **error)
{
  gboolean is_done =
      self->blobs->len == 0 || mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, keep_work, self, error);

  g_array_set_size (self->blobs, 0);

  return is_done;
}

/* --- what is handed on -------------------------------------------------------------------------------------------- */

static void
forget_part (MadoPracticeTerminal *self)
{
  if (!self->is_part_over)
    return;
  g_hash_table_remove_all (self->latest);
  g_hash_table_remove_all (self->own);
  g_hash_table_remove_all (self->receipts);
  self->is_part_over = FALSE;
}

/* What is still to be sent cannot be handed over, so what stands in a plan is on record. */
static gboolean
is_planned (const MadoEntity *entity)
{
  return yyjson_obj_get (mado_entity_get_body (entity), "batch") != NULL;
}

static gboolean
is_own (const MadoPracticeTerminal *self, const MadoOutcome *outcome, const MadoContext *context)
{
  return self->held->len < MOST_OWN && outcome->kind == MADO_OUTCOME_APPLIED && outcome->entities->len == 1 &&
         !is_planned (g_ptr_array_index (outcome->entities, 0)) &&
         g_str_equal (context->actor.account, mado_desk_get_person (self->desk)->account);
}

/* @id: of what has changed */
static gboolean
is_about (gpointer key, gpointer deed, gpointer id)
{
  yyjson_val *body = ((const OwnDeed *) deed)->before != NULL
                         ? mado_entity_get_body (((const OwnDeed *) deed)->before)
                         : mado_operation_get_body (((const OwnDeed *) deed)->operation);

  return mado_id_compare (mado_json_get_id (body, "case"), *(const MadoId *) id) == 0;
}

/* What was done about a case before it changed (somebody is protected from now on) cannot be done to it as it is now:
 * it is on record. */
static void
forget_own (MadoPracticeTerminal *self, MadoId id)
{
  g_hash_table_remove (self->own, &id);
  g_hash_table_foreach_remove (self->own, is_about, &id);
}

static void
note_own (MadoPracticeTerminal *self, MadoId id, const MadoOperation *operation, MadoInstant now)
{
  MadoEntity *before = g_hash_table_lookup (self->latest, &id);
  OwnDeed *deed = g_new0 (OwnDeed, 1);

  deed->operation = mado_operation_ref ((MadoOperation *) operation);
  deed->before = before != NULL ? mado_entity_ref (before) : NULL;
  deed->now = now;
  g_hash_table_insert (self->own, g_memdup2 (&id, sizeof id), deed);
}

static gboolean
take_deed (gpointer user_data,
           const MadoOperation *operation,
           const MadoOutcome *outcome,
           const MadoContext *context,
           GError **error)
{
  MadoPracticeTerminal *self = user_data;
  const char *receipt = mado_json_get_text (mado_operation_get_body (operation), "receipt");

  forget_part (self);
  self->now = context->now;
  for (guint i = 0; i < outcome->entities->len; i++) {
    MadoEntity *entity = g_ptr_array_index (outcome->entities, i);
    MadoId id = mado_entity_get_id (entity);

    forget_own (self, id);
    if (is_own (self, outcome, context))
      note_own (self, id, operation, context->now);
    g_hash_table_insert (self->latest, g_memdup2 (&id, sizeof id), mado_entity_ref (entity));
    if (receipt[0] != '\0')
      g_hash_table_insert (self->receipts, g_strdup (receipt), g_memdup2 (&id, sizeof id));
  }

  return TRUE;
}

/* --- the register ------------------------------------------------------------------------------------------------- */

/* Whoever may not see all that a register says gets no list of it. */
static gboolean
reads_register (const MadoPerson *person, const MadoProgramme *programme, const MadoFormMap *map)
{
  for (guint i = 0; i < mado_section_get_count (map->columns); i++) {
    const MadoFormMapColumn *column = mado_section_get (map->columns, i);
    const MadoItem *item = mado_section_find (programme->items, column->item);

    if (item == NULL || !mado_policy_may_see (person, item) || mado_policy_is_masked (person, item))
      return FALSE;
  }

  return TRUE;
}

static void
begin_register (MadoPracticeTerminal *self)
{
  const MadoProgramme *programme = mado_desk_get_programme (self->desk);
  const MadoFormMap *map = mado_register_map_find (programme);
  const MadoPerson *person = mado_desk_get_person (self->desk);

  if (map == NULL || !reads_register (person, programme, map))
    return;
  self->map = map;
  self->chance = mado_chance_begin (0x12E6, 1);
  self->import = (MadoImport) {
    .id = mado_id_draw (),
    .map = (char *) map->id,
    .name = (char *) map->label,
    .hash = mado_hash_of (map->id, strlen (map->id)),
    .account = (char *) person->account,
  };
}

static void
note_references (MadoPracticeTerminal *self, const MadoEntity *entity)
{
  yyjson_val *items = yyjson_obj_get (mado_entity_get_body (entity), "items");
  g_autofree char *key = mado_reference_key_of_items (self->map, items);
  guint n_rows = mado_register_row_count (&self->chance);

  for (guint i = 0; key[0] != '\0' && i < n_rows; i++) {
    const MadoReference reference = {
      .import = self->import.id,
      .row = self->references->len + 2, /* below the headings */
      .key = g_strdup (key),
      .text = mado_register_row_draw (mado_desk_get_programme (self->desk), self->map, items, &self->chance),
    };

    g_array_append_val (self->references, reference);
  }
}

static void
clear_reference (gpointer data)
{
  MadoReference *reference = data;

  g_free ((char *) reference->key);
  g_bytes_unref (reference->text);
}

static gboolean
take_entity (gpointer user_data, const MadoEntity *entity, GError **error)
{
  MadoPracticeTerminal *self = user_data;
  MadoEntity *shown = (MadoEntity *) entity;
  MadoId id = mado_entity_get_id (entity);
  g_autofree gpointer key = NULL;
  gpointer deed = NULL;

  self->is_part_over = TRUE;
  if (self->held->len < MOST_OWN && g_hash_table_steal_extended (self->own, &id, &key, &deed)) {
    shown = ((OwnDeed *) deed)->before;
    g_ptr_array_add (self->held, deed);
  }
  if (self->map != NULL && strcmp (mado_entity_get_kind (entity), "case") == 0)
    note_references (self, entity);
  if (shown != NULL)
    g_ptr_array_add (self->entities, mado_entity_ref (shown));

  return self->entities->len < BATCH || write_entities (self, error);
}

/* --- papers ------------------------------------------------------------------------------------------------------- */

/* What can be read off a paper: the account off a passbook; off another what is called after it. */
static const MadoItem *
find_item_of (const MadoProgramme *programme, const char *kind)
{
  gboolean is_passbook = g_str_equal (kind, "passbook");

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (is_passbook ? strcmp (item->type, "account") == 0 : g_str_has_prefix (item->id, kind))
      return item;
  }

  return NULL;
}

static MadoEntity *
attach (const MadoEntity *entity, const MadoItem *item, const MadoBlob *blob, const char *kind, GError **error)
{
  GBytes *text = mado_entity_get_text (entity);
  yyjson_doc *read = yyjson_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), YYJSON_READ_NOFLAG);
  yyjson_mut_doc *doc = yyjson_doc_mut_copy (read, NULL);
  yyjson_mut_val *body = yyjson_mut_obj_get (yyjson_mut_doc_get_root (doc), "body");
  yyjson_mut_val *list = yyjson_mut_obj_get (body, "attachments"), *one;
  g_autofree char *hash = mado_hash_to_hex (&blob->hash), *name = g_strconcat (kind, ".png", NULL);
  MadoEntity *attached;

  if (list == NULL)
    list = yyjson_mut_obj_add_arr (doc, body, "attachments");
  one = yyjson_mut_arr_add_obj (doc, list);
  yyjson_mut_obj_add_strcpy (doc, one, "hash", hash);
  yyjson_mut_obj_add_strcpy (doc, one, "item", item->id);
  yyjson_mut_obj_add_strcpy (doc, one, "name", name);
  yyjson_mut_obj_add_str (doc, one, "type", "image/png");
  attached = mado_entity_from_value (yyjson_mut_doc_get_root (doc), error);
  yyjson_mut_doc_free (doc);
  yyjson_doc_free (read);

  return attached;
}

/* Papers belong to a case that is on record: what began it is not held back. */
static void
put_on_record (MadoPracticeTerminal *self, MadoId id)
{
  MadoEntity *latest = g_hash_table_lookup (self->latest, &id);

  for (guint i = 0; latest != NULL && i < self->held->len; i++) {
    const OwnDeed *deed = g_ptr_array_index (self->held, i);

    if (deed->before == NULL && mado_id_compare (mado_operation_get_header (deed->operation)->entity, id) == 0) {
      g_ptr_array_add (self->entities, mado_entity_ref (latest));
      g_ptr_array_remove_index (self->held, i);
      return;
    }
  }
}

/* The case is among those that are still to be written, or nobody gets it. */
static gboolean
attach_to_case (MadoPracticeTerminal *self, const MadoBlob *blob, const char *kind, GError **error)
{
  const MadoItem *item = find_item_of (mado_desk_get_programme (self->desk), kind);

  for (guint i = self->entities->len; item != NULL && i > 0; i--) {
    MadoEntity *entity = g_ptr_array_index (self->entities, i - 1), *attached;

    if (mado_id_compare (mado_entity_get_id (entity), blob->entity) != 0)
      continue;
    attached = attach (entity, item, blob, kind, error);
    if (attached == NULL)
      return FALSE;
    g_ptr_array_index (self->entities, i - 1) = attached;
    mado_entity_unref (entity);
    break;
  }

  return TRUE;
}

static gboolean
take_picture (gpointer user_data, const char *receipt, const char *kind, GBytes *png, GError **error)
{
  MadoPracticeTerminal *self = user_data;
  const MadoId *id = g_hash_table_lookup (self->receipts, receipt);
  MadoBlob blob = { .bytes = png };

  if (id == NULL) /* what never was received has nobody to belong to */
    return TRUE;
  blob.entity = *id;
  put_on_record (self, *id);
  blob.hash = mado_hash_of (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  if (!attach_to_case (self, &blob, kind, error))
    return FALSE;
  g_bytes_ref (png);
  g_array_append_val (self->blobs, blob);

  return self->blobs->len < MOST_BLOBS || write_blobs (self, error);
}

/* --- the terminal ------------------------------------------------------------------------------------------------- */

/**
 * mado_practice_terminal_new:
 * @desk: a new profile; must outlive it
 * @error: where to put why nothing can be written there
 *
 * Returns: (transfer full) (nullable): a terminal that takes a ward
 */
MadoPracticeTerminal *
mado_practice_terminal_new (MadoDesk *desk, GError **error)
{
  g_autoptr (MadoPracticeTerminal) self = g_new0 (MadoPracticeTerminal, 1);

  self->desk = desk;
  self->sink = (MadoPracticeSink) { take_deed, take_entity, take_picture, self };
  self->head = (MadoLogPlace) { 1, mado_hash_of ("ward", strlen ("ward")) };
  self->latest = map_ids ((GDestroyNotify) mado_entity_unref);
  self->own = map_ids (free_own_deed);
  self->receipts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->entities = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  self->blobs = g_array_new (FALSE, FALSE, sizeof (MadoBlob));
  g_array_set_clear_func (self->blobs, clear_blob);
  self->held = g_ptr_array_new_with_free_func (free_own_deed);
  self->references = g_array_new (FALSE, FALSE, sizeof (MadoReference));
  g_array_set_clear_func (self->references, clear_reference);
  begin_register (self);
  if (!mado_desk_do_and_wait (desk, MADO_DESK_WRITER, begin_work, self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * mado_practice_terminal_free:
 * @self: (transfer full): a terminal
 */
void
mado_practice_terminal_free (MadoPracticeTerminal *self)
{
  g_hash_table_unref (self->latest);
  g_hash_table_unref (self->own);
  g_hash_table_unref (self->receipts);
  g_ptr_array_unref (self->entities);
  g_array_unref (self->blobs);
  g_ptr_array_unref (self->held);
  g_array_unref (self->references);
  g_free (self);
}

/**
 * mado_practice_terminal_get_sink:
 * @self: a terminal
 *
 * Returns: (transfer none): what takes a ward for it
 */
const MadoPracticeSink *
mado_practice_terminal_get_sink (const MadoPracticeTerminal *self)
{
  return &self->sink;
}

/**
 * mado_practice_terminal_finish:
 * @self: a terminal that has taken a ward
 * @error: where to put what went wrong
 *
 * Returns: whether all of it is on the disk
 */
gboolean
mado_practice_terminal_finish (MadoPracticeTerminal *self, GError **error)
{
  return write_entities (self, error) && write_blobs (self, error) &&
         mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, finish_work, self, error);
}
