/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl practice …`: made-up wards to try things on. Nothing in them is real, so they may lie about in clear.
 */

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ctl-profile.h"
#include "mado-json-member.h"
#include "mado-practice-profile.h"
#include "mado-practice-terminal.h"
#include "mado-programme-file.h"
#include "mado-reference-file.h"

#define DEFAULT_PROGRAMME "programmes/ninpu-r7.json"

/* Where a ward goes, and what is counted on the way. */
typedef struct {
  const char *folder;            /* (nullable): NULL: it is thrown away */
  const MadoPracticeSink *store; /* (nullable): where else it goes */
  GFileOutputStream *operations; /* (nullable) */
  GFileOutputStream *entities;   /* (nullable) */
  GHashTable *states;            /* of cases */
  gint64 n_operations;
  gint64 n_entities;
  gint64 n_pictures;
  gint64 claimed; /* yen */
  gint64 ordered;
  gint64 paid;
} Heap;

static gboolean
write_line (GFileOutputStream *stream, GBytes *text, GError **error)
{
  gsize length;
  const void *bytes = g_bytes_get_data (text, &length);
  GOutputStream *out = G_OUTPUT_STREAM (stream);

  return stream == NULL || (g_output_stream_write_all (out, bytes, length, NULL, NULL, error) &&
                            g_output_stream_write_all (out, "\n", 1, NULL, NULL, error));
}

static gboolean
take_deed (gpointer user_data,
           const MadoOperation *operation,
           const MadoOutcome *outcome,
           const MadoContext *context,
           GError **error)
{
  Heap *heap = user_data;

  heap->n_operations++;
  if (heap->store != NULL && !heap->store->take_deed (heap->store->user_data, operation, outcome, context, error))
    return FALSE;

  return write_line (heap->operations, mado_operation_get_text (operation), error);
}

static void
count_rights (Heap *heap, const MadoEntity *entity)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (entity), "rights"));

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter)) {
    const char *state = mado_json_get_text (right, "state");
    gint64 amount = mado_json_get_number (right, "amount");

    heap->claimed += strcmp (state, "claimed") == 0 ? amount : 0;
    heap->ordered += strcmp (state, "ordered") == 0 ? amount : 0;
    heap->paid += strcmp (state, "paid") == 0 ? amount : 0;
  }
}

static gboolean
take_entity (gpointer user_data, const MadoEntity *entity, GError **error)
{
  Heap *heap = user_data;

  heap->n_entities++;
  if (strcmp (mado_entity_get_kind (entity), "case") == 0) {
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (heap->states, mado_entity_get_state (entity)));

    g_hash_table_insert (heap->states, g_strdup (mado_entity_get_state (entity)), GUINT_TO_POINTER (n + 1));
    count_rights (heap, entity);
  }
  if (heap->store != NULL && !heap->store->take_entity (heap->store->user_data, entity, error))
    return FALSE;

  return write_line (heap->entities, mado_entity_get_text (entity), error);
}

static gboolean
take_picture (gpointer user_data, const char *receipt, const char *kind, GBytes *png, GError **error)
{
  Heap *heap = user_data;
  g_autofree char *name = g_strdup_printf ("%s-%s.png", receipt, kind);
  g_autofree char *path = NULL;

  heap->n_pictures++;
  if (heap->store != NULL && !heap->store->take_picture (heap->store->user_data, receipt, kind, png, error))
    return FALSE;
  if (heap->folder == NULL)
    return TRUE;
  g_strdelimit (name, ":/", '-');
  path = g_build_filename (heap->folder, "pictures", name, NULL);

  return g_file_set_contents (path, g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png), error);
}

/* --- where it goes ----------------------------------------------------------------------------------------------- */

static GFileOutputStream *
open_lines (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error);
}

/* Two wards in one folder could not be told apart. */
static gboolean
is_free (const char *folder, GError **error)
{
  g_autoptr (GDir) there = g_dir_open (folder, 0, NULL);

  if (there == NULL || g_dir_read_name (there) == NULL)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST, "there is something in the folder '%s': name another", folder);

  return FALSE;
}

static gboolean
open_heap (Heap *heap, GError **error)
{
  g_autofree char *pictures = NULL;

  if (heap->folder == NULL)
    return TRUE;
  if (!is_free (heap->folder, error))
    return FALSE;
  pictures = g_build_filename (heap->folder, "pictures", NULL);
  if (g_mkdir_with_parents (pictures, 0755) != 0) {
    g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), "could not make the folder '%s': %s",
                 pictures, g_strerror (errno));
    return FALSE;
  }
  heap->operations = open_lines (heap->folder, "operations.jsonl", error);
  heap->entities = heap->operations != NULL ? open_lines (heap->folder, "entities.jsonl", error) : NULL;

  return heap->entities != NULL;
}

static gboolean
close_heap (Heap *heap, GError **error)
{
  return heap->folder == NULL || (g_output_stream_close (G_OUTPUT_STREAM (heap->operations), NULL, error) &&
                                  g_output_stream_close (G_OUTPUT_STREAM (heap->entities), NULL, error));
}

static void
clear_heap (Heap *heap)
{
  g_clear_object (&heap->operations);
  g_clear_object (&heap->entities);
  g_clear_pointer (&heap->states, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Heap, clear_heap)

/* --- what is wanted ---------------------------------------------------------------------------------------------- */

static gboolean
read_number (MadoCtlCall *call, const char *option, guint64 most, guint64 *number)
{
  const char *text = mado_ctl_get_option (call, option);

  return text == NULL || g_ascii_string_to_unsigned (text, 10, 0, most, number, NULL);
}

/* Returns: (nullable): the option that is no number, or too large */
static const char *
read_order (MadoCtlCall *call, MadoPracticeOrder *out_order)
{
  guint64 seed = 1, n_cases = 100, n_histories, n_pictures = 0;

  if (!read_number (call, "seed", G_MAXUINT32, &seed))
    return "seed";
  if (!read_number (call, "cases", 10 * 1000 * 1000, &n_cases))
    return "cases";
  n_histories = n_cases / 20;
  if (!read_number (call, "histories", n_cases, &n_histories))
    return "histories";
  if (!read_number (call, "pictures", n_cases, &n_pictures))
    return "pictures";
  *out_order = (MadoPracticeOrder) { seed, (guint) n_cases, (guint) n_histories, (guint) n_pictures, 0 };

  return NULL;
}

static MadoProgramme *
open_programme (MadoCtlCall *call, GError **error)
{
  g_autofree char *sample = mado_reference_file_dup_sample_path (DEFAULT_PROGRAMME);
  const char *path = mado_ctl_get_option (call, "programme");

  return mado_programme_file_load (path != NULL ? path : sample, error);
}

/* --- the answer -------------------------------------------------------------------------------------------------- */

static void
answer_states (MadoCtlCall *call, const MadoProgramme *programme, const Heap *heap)
{
  json_builder_set_member_name (call->answer, "states");
  json_builder_begin_object (call->answer);
  for (guint i = 0; i < mado_section_get_count (programme->states); i++) {
    const MadoState *state = mado_section_get (programme->states, i);

    mado_ctl_answer_number (call, state->id, GPOINTER_TO_UINT (g_hash_table_lookup (heap->states, state->id)));
  }
  json_builder_end_object (call->answer);
}

static void
answer (MadoCtlCall *call, const MadoProgramme *programme, const Heap *heap, guint64 n_declined, gint64 began)
{
  mado_ctl_answer_string (call, "programme", programme->identity.id);
  mado_ctl_answer_number (call, "operations", heap->n_operations);
  mado_ctl_answer_number (call, "declined", (gint64) n_declined);
  mado_ctl_answer_number (call, "entities", heap->n_entities);
  mado_ctl_answer_number (call, "pictures", heap->n_pictures);
  answer_states (call, programme, heap);
  mado_ctl_answer_number (call, "claimed_yen", heap->claimed);
  mado_ctl_answer_number (call, "ordered_yen", heap->ordered);
  mado_ctl_answer_number (call, "paid_yen", heap->paid);
  mado_ctl_answer_number (call, "milliseconds", (g_get_monotonic_time () - began) / 1000);
}

static gboolean
write_form (MadoPractice *practice, const MadoPracticeOrder *order, const char *path, GError **error)
{
  g_autofree char *table = mado_practice_dup_form (practice, order);

  if (table == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "the programme has no web form");

  return table != NULL && g_file_set_contents (path, table, -1, error);
}

/* What of a call is open while the ward is made. */
typedef struct {
  MadoProgramme *programme;
  MadoPractice *practice;
  MadoDesk *desk;                 /* (nullable) */
  MadoPracticeTerminal *terminal; /* (nullable): of the former */
} Site;

static void
clear_site (Site *site)
{
  g_clear_pointer (&site->terminal, mado_practice_terminal_free);
  g_clear_object (&site->desk);
  g_clear_pointer (&site->practice, mado_practice_free);
  g_clear_pointer (&site->programme, mado_programme_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Site, clear_site)

static gboolean
open_store (MadoCtlCall *call, Site *site, const MadoPracticeOrder *order, Heap *heap, GError **error)
{
  const char *folder = mado_ctl_get_option (call, "store");
  g_autoptr (MadoSecret) password = folder != NULL ? mado_ctl_read_password (call, error) : NULL;
  const MadoPracticeProfile wanted = {
    .folder = folder, .name = "ward", .role = mado_ctl_get_option (call, "role"), .password = password
  };

  if (folder == NULL)
    return TRUE;
  site->desk = password != NULL ? mado_practice_profile_create (&wanted, site->programme, error) : NULL;
  site->terminal = site->desk != NULL ? mado_practice_terminal_new (site->desk, error) : NULL;
  if (site->terminal == NULL ||
      !mado_practice_save_key (site->practice, order->seed, mado_desk_get_person (site->desk)->account,
                               mado_desk_get_path (site->desk), password, error))
    return FALSE;
  heap->store = mado_practice_terminal_get_sink (site->terminal);

  return TRUE;
}

static gboolean
open_site (MadoCtlCall *call, Site *site, const MadoPracticeOrder *order, Heap *heap, GError **error)
{
  site->programme = open_programme (call, error);
  site->practice = site->programme != NULL ? mado_practice_new (site->programme, error) : NULL;

  return site->practice != NULL && open_heap (heap, error) && open_store (call, site, order, heap, error);
}

static gboolean
make (const Site *site, const MadoPracticeOrder *order, Heap *heap, guint64 *out_n_declined, GError **error)
{
  const MadoPracticeSink sink = { take_deed, take_entity, take_picture, heap };

  return mado_practice_make (site->practice, order, &sink, out_n_declined, error) && close_heap (heap, error) &&
         (site->terminal == NULL || mado_practice_terminal_finish (site->terminal, error));
}

static MadoCtlStatus
run_make (MadoCtlCall *call)
{
  const char *csv = mado_ctl_get_option (call, "csv");
  gint64 began = g_get_monotonic_time ();
  g_auto (Site) site = { 0 };
  g_auto (Heap) heap = { .folder = mado_ctl_get_option (call, "out"),
                         .states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  g_autoptr (GError) error = NULL;
  MadoPracticeOrder order;
  const char *wrong = read_order (call, &order);
  guint64 n_declined = 0;

  if (wrong != NULL)
    return mado_ctl_wrong_usage (call, "--%s needs a number: cases up to 10000000, of the rest none above the cases",
                                 wrong);

  if (!open_site (call, &site, &order, &heap, &error) ||
      (csv != NULL && !write_form (site.practice, &order, csv, &error)) ||
      !make (&site, &order, &heap, &n_declined, &error))
    return mado_ctl_refuse_with (call, error);
  answer (call, site.programme, &heap, n_declined, began);

  return MADO_CTL_OK;
}

const MadoCtlVerb mado_ctl_practice_verbs[] = {
  { "practice",
    "make",
    "",
    0,
    0,
    "a made-up ward: people who do not exist, and a year of work on what they ask for",
    run_make,
    { { "cases", "N", "how many cases; 100 unless told" },
      { "histories", "N",
        "how many of them are worked on; a twentieth unless told. The others were received and wait" },
      { "pictures", "N", "for how many of them papers are drawn" },
      { "seed", "N", "another number is another ward; 1 unless told" },
      { "programme", "FILE", "the programme they are for; the one for pregnancy unless told" },
      { "out", "DIR", "where to write operations.jsonl, entities.jsonl and pictures/; nowhere unless told" },
      { "store", "DIR", "where to make an encrypted profile of it, with the terminal's share beside it" },
      { "role", "ROLE", "of whoever works with that profile, as ROLE-1; the programme's first unless told" },
      MADO_CTL_PASSWORD_OPTION,
      { "csv", "FILE", "write the people's applications as the web form exports them" } } },
  {},
};
