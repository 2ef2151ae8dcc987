/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Some hundred made-up cases that wait for the last step of their check, each of them many times with other numbers. A
 * terminal loads them as it loads what the service sends. */

#include "great-ward.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-practice.h"
#include "mado-programme-file.h"
#include "mado-share-file.h"
#include "mado-take.h"

#define N_MADE 400 /* cases out of which the others are made */
#define CHUNK 1000 /* rows: about what one answer of the service brings */
#define EPOCH 1
#define NUMBER_SIZE 11

struct _GreatWard {
  MadoDesk *desk;
  GHashTable *latest;   /* receipt → MadoEntity, while they are made */
  GPtrArray *templates; /* (element-type MadoEntity) */
  guint n_cases;
};

static void
end_with (const GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

/* --- what they are made of ---------------------------------------------------------------------------------------- */

static gboolean
take_deed (gpointer user_data,
           const MadoOperation *operation,
           const MadoOutcome *outcome,
           const MadoContext *context,
           GError **error)
{
  GreatWard *self = user_data;
  const char *transition = mado_json_get_text (mado_operation_get_body (operation), "transition");

  for (guint i = 0; outcome->kind == MADO_OUTCOME_APPLIED && i < outcome->entities->len; i++) {
    MadoEntity *entity = g_ptr_array_index (outcome->entities, i), *before;
    char *id = g_new (char, MADO_ID_TEXT_SIZE);

    mado_id_to_text (mado_entity_get_id (entity), id);
    before = g_hash_table_lookup (self->latest, id);
    if (before != NULL && strcmp (transition, "finish_check") == 0)
      g_ptr_array_add (self->templates, mado_entity_ref (before));
    g_hash_table_replace (self->latest, id, mado_entity_ref (entity));
  }

  return TRUE;
}

static void
make_templates (GreatWard *self, MadoProgramme *programme)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPractice) practice = mado_practice_new (programme, &error);
  const MadoPracticeOrder order = { 7, N_MADE, N_MADE, 0, 1, mado_date_from_iso ("2025-12-01") };
  const MadoPracticeSink sink = { .take_deed = take_deed, .user_data = self };
  guint64 n_declined = 0;

  end_with (error);
  self->latest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) mado_entity_unref);
  mado_practice_make (practice, &order, &sink, &n_declined, &error);
  end_with (error);
  g_clear_pointer (&self->latest, g_hash_table_unref);
  if (self->templates->len == 0)
    g_error ("no case came to its last step");
}

/* --- how they are loaded ------------------------------------------------------------------------------------------ */

static char *
replace (const char *text, const char *said, const char *says)
{
  g_auto (GStrv) parts = g_strsplit (text, said, -1);

  return g_strjoinv (says, parts);
}

/* The same case with an id, a receipt number and a number of its own. */
static MadoEntity *
make_case (const MadoEntity *template, guint nth)
{
  GBytes *text = mado_entity_get_text (template);
  yyjson_val *body = mado_entity_get_body (template);
  g_autofree char *whole = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  const char *number = mado_json_get_text (yyjson_obj_get (body, "items"), "control_no");
  g_autofree char *receipt = g_strdup_printf ("\"receipt\":\"%s\"", mado_json_get_text (body, "receipt"));
  g_autofree char *own_receipt = g_strdup_printf ("\"receipt\":\"logo:%u\"", nth);
  char own_number[NUMBER_SIZE], id[MADO_ID_TEXT_SIZE], own_id[MADO_ID_TEXT_SIZE];
  g_autofree char *numbered = NULL, *received = NULL, *named = NULL;
  g_autoptr (GError) error = NULL;
  MadoEntity *made;

  g_snprintf (own_number, sizeof own_number, "%010u", nth);
  mado_id_to_text (mado_entity_get_id (template), id);
  mado_id_to_text (mado_id_draw (), own_id);
  numbered = replace (whole, number, own_number);
  received = replace (numbered, receipt, own_receipt);
  named = replace (received, id, own_id);
  made = mado_entity_read (named, strlen (named), &error);
  end_with (error);

  return made;
}

static MadoLogPlace
get_head (void)
{
  return (MadoLogPlace) { 1, mado_hash_of ("ward", strlen ("ward")) };
}

static void
load_work (GTask *task, MadoDatabase *database, gpointer ward, GCancellable *cancellable)
{
  GreatWard *self = ward;
  g_autoptr (MadoRowsReply) reply = mado_rows_reply_new ();
  const MadoLogPlace head = get_head ();
  g_autoptr (GError) error = NULL;

  reply->epoch = EPOCH;
  reply->head = head;
  for (guint i = 0; i < CHUNK; i++) {
    const MadoEntity *template = g_ptr_array_index (self->templates, self->n_cases % self->templates->len);
    MadoEntity *made = make_case (template, ++self->n_cases);
    const MadoServiceRow row = { mado_entity_get_id (made), head.seq, made, MADO_GONE_NOT };

    g_array_append_val (reply->rows, row);
  }
  mado_replica_load_rows (mado_desk_get_replica (self->desk), reply, &error);
  end_with (error);
  g_task_return_boolean (task, TRUE);
}

/**
 * great_ward_load:
 * @self: a ward
 * @n_cases: how many more it gets
 *
 * For any thread: they are loaded chunk by chunk, as from the service.
 */
void
great_ward_load (GreatWard *self, guint n_cases)
{
  for (guint i = 0; i < n_cases; i += CHUNK) {
    g_autoptr (GError) error = NULL;

    mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, load_work, self, &error);
    end_with (error);
  }
}

/* Somebody who waits for a call. */
static MadoEntity *
make_inquiry (void)
{
  char id[MADO_ID_TEXT_SIZE];
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  MadoEntity *made;

  mado_id_to_text (mado_id_draw (), id);
  text = g_strdup_printf (
      "{\"body\":{\"category\":\"status\",\"outcome\":\"call_back\",\"thread\":[{\"at\":1750000000000,\"by\":\"a-01\","
      "\"text\":\"いつ振り込まれますか\",\"what\":\"question\"}],\"waits\":{\"call_back\":{\"at\":1750000000000,"
      "\"by\":\"a-01\",\"due\":\"2099-03-31\"}}},\"id\":\"%s\",\"kind\":\"inquiry\",\"state\":\"waiting\",\"version\":"
      "1}",
      id);
  made = mado_entity_read (text, strlen (text), &error);
  end_with (error);

  return made;
}

static void
bring_work (GTask *task, MadoDatabase *database, gpointer ward, GCancellable *cancellable)
{
  g_autoptr (MadoRowsReply) reply = mado_rows_reply_new ();
  MadoEntity *made = make_inquiry ();
  const MadoServiceRow row = { mado_entity_get_id (made), get_head ().seq, made, MADO_GONE_NOT };
  g_autoptr (GError) error = NULL;

  reply->epoch = EPOCH;
  reply->head = get_head ();
  g_array_append_val (reply->rows, row);
  mado_replica_load_rows (mado_desk_get_replica (((GreatWard *) ward)->desk), reply, &error);
  end_with (error);
  g_task_return_boolean (task, TRUE);
}

/**
 * great_ward_bring_call:
 * @self: a ward
 *
 * The service brings what somebody else has just saved: a caller who waits for a call.
 */
void
great_ward_bring_call (GreatWard *self)
{
  g_autoptr (GError) error = NULL;

  mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, bring_work, self, &error);
  end_with (error);
}

static void
begin_work (GTask *task, MadoDatabase *database, gpointer ward, GCancellable *cancellable)
{
  const MadoHelloReply hello = { .epoch = EPOCH, .head = get_head () };
  g_autoptr (GError) error = NULL;

  mado_replica_begin_loading (mado_desk_get_replica (((GreatWard *) ward)->desk), &hello, &error);
  end_with (error);
  g_task_return_boolean (task, TRUE);
}

static MadoProgramme *
give_programme (gpointer programme, const char *id, GError **error)
{
  return mado_programme_ref (programme);
}

/* Somebody who checks and oversees, so that there are lists and the dashboard. */
static MadoDesk *
create_desk (const char *folder, MadoProgramme *programme)
{
  static const char *const roles[] = { "verifier", "lead", NULL }; /* who checks, oversees and takes calls */
  g_autofree char *path = g_build_filename (folder, "sample.ninpu-r7", NULL);
  g_autofree char *share = g_build_filename (folder, MADO_SHARE_FILE_NAME, NULL);
  g_autofree char *typed = g_strdup ("horse staple 7");
  g_autoptr (MadoSecret) password = mado_secret_new_wiping (typed, strlen (typed));
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSecret) terminal_share = mado_share_file_create (share, &error);
  const MadoDeskOpening opening = {
    .place = { .path = path },
    .profile = { mado_id_draw (), programme->identity.ward, programme->identity.id, mado_id_draw () },
    .shares = { .password = password, .terminal_share = terminal_share },
    .person = { "sample", roles },
    .find_programme = give_programme,
    .user_data = programme,
  };
  MadoDesk *desk;

  end_with (error);
  desk = mado_desk_create (&opening, mado_key_file_get_default_cost (), &error);
  end_with (error);

  return desk;
}

/**
 * great_ward_new:
 * @folder: where its profile goes
 *
 * Returns: (transfer full): a ward of the programme ninpu-r7 without a case, seen by somebody who checks and oversees
 */
GreatWard *
great_ward_new (const char *folder)
{
  GreatWard *self = g_new0 (GreatWard, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoProgramme) programme = mado_programme_file_find ("ninpu-r7", &error);

  end_with (error);
  self->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  make_templates (self, programme);
  self->desk = create_desk (folder, programme);
  mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, begin_work, self, &error);
  end_with (error);

  return self;
}

/**
 * great_ward_free:
 * @self: (transfer full): a ward whose desk somebody else has closed
 */
void
great_ward_free (GreatWard *self)
{
  g_ptr_array_unref (self->templates);
  g_object_unref (self->desk);
  g_free (self);
}

/**
 * great_ward_get_desk:
 * @self: a ward
 *
 * Returns: (transfer none): its profile, open
 */
MadoDesk *
great_ward_get_desk (GreatWard *self)
{
  return self->desk;
}

/**
 * great_ward_dup_name:
 * @self: a ward
 *
 * Returns: (transfer full): what somebody in it is called, as many others are, too
 */
char *
great_ward_dup_name (GreatWard *self)
{
  yyjson_val *items = yyjson_obj_get (mado_entity_get_body (g_ptr_array_index (self->templates, 0)), "items");

  return g_strdup (mado_json_get_text (yyjson_obj_get (items, "name"), "kanji"));
}
