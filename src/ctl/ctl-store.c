/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl store …`: what support looks at on a terminal. Nothing here changes what the profile says, and but for
 * 'export-mine' nothing says who its cases are of. */

#include "ctl-store.h"

#include <glib/gstdio.h>
#include <stdio.h>

#include "ctl-profile.h"
#include "mado-cursor.h"
#include "mado-journal.h"
#include "mado-queue-page.h"
#include "mado-row.h"
#include "mado-schema.h"
#include "mado-search.h"

#define JOURNAL_PAGE 200
#define DEFAULT_HITS 20
#define MOST_HITS 1000

/* What a piece of work needs, and where it says how it ended. */
typedef struct {
  MadoCtlCall *call;
  MadoDesk *desk;
  guint n_hits;
} Request;

typedef gboolean (*Look) (Request *request, MadoDatabase *reader, GError **error);

typedef struct {
  Request *request;
  Look look;
} Order;

static void
look_work (GTask *task, MadoDatabase *reader, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  const Order *order = data;
  GError *error = NULL;

  if (order->look (order->request, reader, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The answer is written on the thread that reads, while this one waits. */
static MadoCtlStatus
look_into (MadoCtlCall *call, Look look, guint n_hits)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_autoptr (MadoDesk) desk = mado_ctl_open_desk (call, &status);
  Request request = { call, desk, n_hits };
  Order order = { &request, look };
  g_autoptr (GError) error = NULL;

  if (desk == NULL)
    return status;
  if (!mado_desk_do_and_wait (desk, MADO_DESK_SEARCHER, look_work, &order, &error))
    return mado_ctl_refuse_with (call, error);

  return MADO_CTL_OK;
}

static void
answer_id (MadoCtlCall *call, const char *key, MadoId id)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, text);
  mado_ctl_answer_string (call, key, text);
}

/* --- info --------------------------------------------------------------------------------------------------------- */

static void
answer_profile (MadoCtlCall *call, const MadoProfile *profile)
{
  answer_id (call, "profile", profile->id);
  mado_ctl_answer_string (call, "ward", profile->ward);
  mado_ctl_answer_string (call, "programme", profile->programme);
  answer_id (call, "device", profile->device);
}

static gboolean
answer_schema (MadoCtlCall *call, MadoDatabase *reader, GError **error)
{
  gint64 version = 0;

  if (!mado_schema_load_version (reader, &version, error))
    return FALSE;
  mado_ctl_answer_number (call, "schema", version);

  return TRUE;
}

static gboolean
answer_queues (MadoCtlCall *call, MadoDatabase *reader, GError **error)
{
  g_autoptr (GArray) counts = mado_queue_load_counts (reader, error);

  if (counts == NULL)
    return FALSE;
  json_builder_set_member_name (call->answer, "queues");
  json_builder_begin_object (call->answer);
  for (guint i = 0; i < counts->len; i++) {
    const MadoQueueCount *count = &g_array_index (counts, MadoQueueCount, i);

    mado_ctl_answer_number (call, count->name, count->count);
  }
  json_builder_end_object (call->answer);

  return TRUE;
}

static gboolean
answer_journal (MadoCtlCall *call, MadoDatabase *reader, GError **error)
{
  guint counts[MADO_JOURNAL_N_STATES];

  if (!mado_journal_count (reader, counts, error))
    return FALSE;
  json_builder_set_member_name (call->answer, "journal");
  json_builder_begin_object (call->answer);
  for (int state = 0; state < MADO_JOURNAL_N_STATES; state++)
    mado_ctl_answer_number (call, mado_journal_state_get_name ((MadoJournalState) state), counts[state]);
  json_builder_end_object (call->answer);

  return TRUE;
}

static gboolean
answer_cursor (MadoCtlCall *call, MadoDatabase *reader, GError **error)
{
  g_auto (MadoCursor) cursor = { 0 };

  if (!mado_cursor_load (reader, &cursor, error))
    return FALSE;
  json_builder_set_member_name (call->answer, "cursor");
  json_builder_begin_object (call->answer);
  mado_ctl_answer_number (call, "epoch", cursor.epoch);
  mado_ctl_answer_number (call, "seq", cursor.at.seq);
  mado_ctl_answer_number (call, "highest", cursor.highest.seq);
  mado_ctl_answer_number (call, "received", cursor.received);
  mado_ctl_answer_flag (call, "loading", cursor.place != NULL);
  mado_ctl_answer_flag (call, "trusted", mado_cursor_is_trusted (&cursor));
  json_builder_end_object (call->answer);

  return TRUE;
}

static void
answer_size (MadoCtlCall *call, const char *key, const char *path, const char *ending)
{
  g_autofree char *file = g_strconcat (path, ending, NULL);
  GStatBuf status;

  mado_ctl_answer_number (call, key, g_stat (file, &status) == 0 ? (gint64) status.st_size : 0);
}

static gboolean
look_at_all (Request *request, MadoDatabase *reader, GError **error)
{
  MadoCtlCall *call = request->call;

  answer_profile (call, mado_desk_get_profile (request->desk));
  answer_size (call, "bytes", mado_desk_get_path (request->desk), ".db");
  answer_size (call, "log_bytes", mado_desk_get_path (request->desk), ".db-wal");

  return answer_schema (call, reader, error) && answer_queues (call, reader, error) &&
         answer_journal (call, reader, error) && answer_cursor (call, reader, error);
}

static MadoCtlStatus
run_info (MadoCtlCall *call)
{
  return look_into (call, look_at_all, 0);
}

/* --- search ------------------------------------------------------------------------------------------------------- */

static gboolean
answer_hit (MadoCtlCall *call, MadoDatabase *reader, const MadoSearchHit *hit, GError **error)
{
  static const char *const fields[] = { "name", "reading", "phone", "code", "postal", "date", "address" };
  static const char *const hows[] = { "exact", "prefix", "part" };
  g_autoptr (MadoEntity) entity = NULL;

  if (!mado_row_load (reader, hit->row, &entity, error))
    return FALSE;
  json_builder_begin_object (call->answer);
  answer_id (call, "id", hit->id);
  mado_ctl_answer_string (call, "kind", entity != NULL ? mado_entity_get_kind (entity) : NULL);
  mado_ctl_answer_string (call, "state", entity != NULL ? mado_entity_get_state (entity) : NULL);
  mado_ctl_answer_string (call, "field", fields[hit->match.field]);
  mado_ctl_answer_string (call, "how", hows[hit->match.how]);
  mado_ctl_answer_flag (call, "variant", hit->match.is_variant);
  json_builder_end_object (call->answer);

  return TRUE;
}

static gboolean
look_for (Request *request, MadoDatabase *reader, GError **error)
{
  MadoCtlCall *call = request->call;
  const MadoProgramme *programme = mado_desk_get_programme (request->desk);
  const char *typed = mado_ctl_get_argument (call, 1);
  MadoSearchTotal total;
  g_autoptr (GArray) hits = mado_search_load_page (reader, programme, typed, NULL, request->n_hits, error);

  if (hits == NULL || !mado_search_count (reader, programme, typed, &total, error))
    return FALSE;
  mado_ctl_answer_number (call, "total", total.count);
  mado_ctl_answer_flag (call, "is_all", total.is_all);
  json_builder_set_member_name (call->answer, "hits");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < hits->len; i++)
    if (!answer_hit (call, reader, &g_array_index (hits, MadoSearchHit, i), error))
      return FALSE;
  json_builder_end_array (call->answer);

  return TRUE;
}

static MadoCtlStatus
run_search (MadoCtlCall *call)
{
  const char *limit = mado_ctl_get_option (call, "limit");
  guint64 n_hits = DEFAULT_HITS;

  if (limit != NULL && !g_ascii_string_to_unsigned (limit, 10, 1, MOST_HITS, &n_hits, NULL))
    return mado_ctl_wrong_usage (call, "--limit needs a number up to %d", MOST_HITS);

  return look_into (call, look_for, (guint) n_hits);
}

/* --- export-mine -------------------------------------------------------------------------------------------------- */

static void
add_string (JsonBuilder *object, const char *key, const char *value)
{
  json_builder_set_member_name (object, key);
  json_builder_add_string_value (object, value);
}

/* The operation is printed as it was signed and hashed, byte for byte. */
static void
print_entry (const MadoJournalEntry *entry)
{
  g_autoptr (JsonBuilder) object = json_builder_new ();
  g_autofree char *hash = mado_hash_to_hex (&entry->hash);

  json_builder_begin_object (object);
  json_builder_set_member_name (object, "dseq");
  json_builder_add_int_value (object, entry->dseq);
  add_string (object, "state", mado_journal_state_get_name (entry->state));
  if (entry->code != NULL)
    add_string (object, "code", entry->code);
  add_string (object, "hash", hash);
  json_builder_end_object (object);
  mado_ctl_print_open (object);
  fputs (",\"operation\":", stdout);
  if (entry->text != NULL)
    fwrite (g_bytes_get_data (entry->text, NULL), 1, g_bytes_get_size (entry->text), stdout);
  else
    fputs ("null", stdout); /* erased */
  putchar ('}');
}

static gboolean
print_journal (Request *request, MadoDatabase *reader, GError **error)
{
  gint64 last = 0;

  for (;;) {
    g_autoptr (GPtrArray) entries = mado_journal_list (reader, last, JOURNAL_PAGE, error);

    if (entries == NULL)
      return FALSE;
    if (entries->len == 0)
      return TRUE;
    for (guint i = 0; i < entries->len; i++) {
      if (request->call->json && last > 0)
        putchar (',');
      print_entry (g_ptr_array_index (entries, i));
      if (!request->call->json)
        putchar ('\n');
      last = ((const MadoJournalEntry *) g_ptr_array_index (entries, i))->dseq;
    }
  }
}

/* One object for scripts, whose list is printed as it is read: a journal may be long. */
static gboolean
print_all (Request *request, MadoDatabase *reader, GError **error)
{
  MadoCtlCall *call = request->call;
  gboolean is_whole;

  call->silent = TRUE;
  if (!call->json)
    return print_journal (request, reader, error);
  answer_profile (call, mado_desk_get_profile (request->desk));
  json_builder_end_object (call->answer);
  mado_ctl_print_open (call->answer);
  call->is_answered = TRUE;
  fputs (",\"entries\":[", stdout);
  is_whole = print_journal (request, reader, error);
  puts (is_whole ? "]}" : "],\"error\":\"the journal could not be read to its end\"}");

  return is_whole;
}

static MadoCtlStatus
run_export_mine (MadoCtlCall *call)
{
  return look_into (call, print_all, 0);
}

const MadoCtlVerb mado_ctl_store_verbs[] = {
  { "store",
    "info",
    "FILE",
    1,
    1,
    "whose profile it is, what is in it, and how far it is with the service",
    run_info,
    { MADO_CTL_PROFILE_OPTIONS } },
  { "store",
    "check",
    "FILE",
    1,
    1,
    "whether a profile is what was written, and agrees with itself; every finding with what to do",
    mado_ctl_store_check,
    { MADO_CTL_PROFILE_OPTIONS } },
  { "store",
    "search",
    "FILE TEXT",
    2,
    2,
    "the first page of what the search box finds, and how many there are",
    run_search,
    { MADO_CTL_PROFILE_OPTIONS, { "limit", "N", "hits of a page; 20 unless told" } } },
  { "store",
    "export-mine",
    "FILE",
    1,
    1,
    "what was done in this profile, operation by operation: names and all",
    run_export_mine,
    { MADO_CTL_PROFILE_OPTIONS } },
  {},
};
