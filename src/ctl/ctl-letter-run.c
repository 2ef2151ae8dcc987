/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl letter list|find|unsent`: what has become of letters that were printed, out of a file that has an
 * entity a line. What the letters say is counted anew, and held against what their run says. */

#include <string.h>

#include "ctl-lines.h"
#include "mado-address.h"
#include "mado-ctl.h"
#include "mado-entity.h"
#include "mado-instant.h"
#include "mado-json-member.h"
#include "mado-letter-pile.h"
#include "mado-letter-run.h"
#include "mado-letter-shelf.h"
#include "mado-returned-mail.h"
#include "mado-town-file.h"

/* Everything that the verbs look at. */
typedef struct {
  GPtrArray *letters; /* (element-type MadoEntity) */
  GPtrArray *runs;    /* (element-type MadoEntity) */
  GPtrArray *cases;   /* (element-type MadoEntity): none unless wanted */
} Pile;

static void
clear_pile (Pile *pile)
{
  g_clear_pointer (&pile->letters, g_ptr_array_unref);
  g_clear_pointer (&pile->runs, g_ptr_array_unref);
  g_clear_pointer (&pile->cases, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pile, clear_pile)

static gboolean
take_line (gpointer user_data, const char *line, gsize length, G_GNUC_UNUSED guint64 number, GError **error)
{
  Pile *pile = user_data;
  MadoEntity *entity = mado_entity_read (line, length, error);

  if (entity == NULL)
    return FALSE;
  if (strcmp (mado_entity_get_kind (entity), "notice") == 0)
    g_ptr_array_add (pile->letters, entity);
  else if (strcmp (mado_entity_get_kind (entity), mado_letter_run_kind.name) == 0)
    g_ptr_array_add (pile->runs, entity);
  else if (strcmp (mado_entity_get_kind (entity), "case") == 0)
    g_ptr_array_add (pile->cases, entity);
  else
    mado_entity_unref (entity);

  return TRUE;
}

static gboolean
read_pile (const char *path, Pile *pile, GError **error)
{
  pile->letters = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  pile->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  pile->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);

  return mado_ctl_read_lines (path, take_line, pile, error);
}

static void
begin_list (MadoCtlCall *call, const char *name)
{
  json_builder_set_member_name (call->answer, name);
  json_builder_begin_array (call->answer);
}

static void
answer_id (MadoCtlCall *call, const char *name, MadoId id)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, text);
  mado_ctl_answer_string (call, name, text);
}

/* --- list: the packing list of a run ------------------------------------------------------------------------------ */

static void
answer_sheets (MadoCtlCall *call, const MadoLetterPile *sheets)
{
  begin_list (call, "sheets");
  for (guint i = 0; i < sheets->sheets->len; i++) {
    const MadoPiledSheet *sheet = g_ptr_array_index (sheets->sheets, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "sheet", sheet->mark);
    mado_ctl_answer_string (call, "state", mado_piled_state_get_name (sheet->state));
    mado_ctl_answer_string (call, "number", mado_piled_sheet_get_number (sheet));
    answer_id (call, "letter", mado_entity_get_id (sheet->letter));
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static void
answer_figures (MadoCtlCall *call, const MadoLetterPile *sheets)
{
  static const char *const figures[] = { MADO_LETTER_RUN_COUNT, MADO_LETTER_RUN_REPRINTED, MADO_LETTER_RUN_SPOILED,
                                         MADO_LETTER_RUN_VOID, MADO_LETTER_RUN_ENCLOSED };

  mado_ctl_answer_number (call, "good", mado_letter_pile_count_good (sheets));
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    mado_ctl_answer_number (call, figures[i], mado_letter_pile_count (sheets, figures[i]));
}

static MadoEntity *
find_run (const Pile *pile, const char *number)
{
  for (guint i = 0; i < pile->runs->len; i++) {
    MadoEntity *run = g_ptr_array_index (pile->runs, i);

    if (strcmp (mado_json_get_text (mado_entity_get_body (run), "number"), number) == 0)
      return run;
  }

  return NULL;
}

static MadoLetterPile *
sort_sheets (const Pile *pile, MadoEntity *run)
{
  MadoLetterPile *sheets = mado_letter_pile_new (run);

  for (guint i = 0; i < pile->letters->len; i++)
    mado_letter_pile_add (sheets, g_ptr_array_index (pile->letters, i));
  mado_letter_pile_sort (sheets);

  return sheets;
}

static MadoCtlStatus
run_list (MadoCtlCall *call)
{
  g_auto (Pile) pile = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoLetterPile) sheets = NULL;
  MadoEntity *run;

  if (!read_pile (mado_ctl_get_argument (call, 1), &pile, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  run = find_run (&pile, mado_ctl_get_argument (call, 0));
  if (run == NULL)
    return mado_ctl_refuse (call, "there is no such run in the file");
  sheets = sort_sheets (&pile, run);
  mado_ctl_answer_string (call, "state", mado_entity_get_state (run));
  answer_sheets (call, sheets);
  answer_figures (call, sheets);

  return mado_letter_pile_compare (sheets) != MADO_PILE_OTHER
             ? MADO_CTL_OK
             : mado_ctl_refuse (call, "the sheets are not what the run says: some letters are missing or too many");
}

/* --- find: a letter that has come back ---------------------------------------------------------------------------- */

static const MadoEntity *
find_case (const Pile *pile, MadoId id)
{
  for (guint i = 0; i < pile->cases->len; i++)
    if (mado_id_compare (mado_entity_get_id (g_ptr_array_index (pile->cases, i)), id) == 0)
      return g_ptr_array_index (pile->cases, i);

  return NULL;
}

/* Whether the address that it was sent to is one. It is not repeated: whoever may see it looks at the case. */
static gboolean
answer_address (MadoCtlCall *call, const MadoEntity *about, GError **error)
{
  const char *path = mado_ctl_get_option (call, "towns");
  yyjson_val *items = yyjson_obj_get (mado_entity_get_body (about), "items");
  g_autoptr (MadoTownTable) towns =
      path != NULL ? mado_town_file_load (path, error) : mado_town_file_load_default (error);
  g_autoptr (MadoAddress) address = NULL;

  if (towns == NULL)
    return FALSE;
  address = mado_address_parse (mado_json_get_text (items, "address"), towns);
  mado_ctl_answer_flag (call, "town_is_known", address->town_known);
  mado_ctl_answer_flag (call, "block_is_given", address->block[0] != '\0');

  return TRUE;
}

static void
answer_letter (MadoCtlCall *call, const MadoEntity *letter)
{
  yyjson_val *body = mado_entity_get_body (letter);
  yyjson_val *last = yyjson_arr_get_last (yyjson_obj_get (body, "way"));

  answer_id (call, "letter", mado_entity_get_id (letter));
  mado_ctl_answer_string (call, "kind", mado_json_get_text (body, "letter"));
  mado_ctl_answer_string (call, "number", mado_json_get_text (body, "number"));
  mado_ctl_answer_number (call, "branch", mado_json_get_number (body, "branch"));
  mado_ctl_answer_string (call, "state", mado_entity_get_state (letter));
  mado_ctl_answer_string (call, "day", mado_json_get_text (last, "day"));
  mado_ctl_answer_string (call, "sheet", mado_json_get_text (yyjson_obj_get (body, "sheet"), "mark"));
  mado_ctl_answer_string (call, "case", mado_json_get_text (body, "case"));
}

static MadoCtlStatus
run_find (MadoCtlCall *call)
{
  g_auto (Pile) pile = { 0 };
  g_autoptr (GError) error = NULL;

  if (!read_pile (mado_ctl_get_argument (call, 1), &pile, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  for (guint i = 0; i < pile.letters->len; i++) {
    const MadoEntity *letter = g_ptr_array_index (pile.letters, i);
    const MadoEntity *about = find_case (&pile, mado_json_get_id (mado_entity_get_body (letter), "case"));

    if (!mado_letter_is_called (letter, mado_ctl_get_argument (call, 0)))
      continue;
    answer_letter (call, letter);
    return about == NULL || answer_address (call, about, &error) ? MADO_CTL_OK
                                                                 : mado_ctl_refuse (call, "%s", error->message);
  }

  return mado_ctl_refuse (call, "no letter has this number, and no sheet this mark");
}

/* --- unsent: what still has to go out ------------------------------------------------------------------------------
 */

/* Returns: whether it should have gone out before @day */
static gboolean
answer_unsent (MadoCtlCall *call, const MadoEntity *letter, MadoDate day)
{
  yyjson_val *body = mado_entity_get_body (letter);
  const char *due = mado_json_get_text (body, "due");
  const int late = mado_date_days_between (mado_date_from_iso (due), day);

  json_builder_begin_object (call->answer);
  answer_letter (call, letter);
  mado_ctl_answer_string (call, "due", due);
  mado_ctl_answer_number (call, "days_late", MAX (late, 0));
  json_builder_end_object (call->answer);

  return late > 0;
}

static MadoCtlStatus
run_unsent (MadoCtlCall *call)
{
  const char *text = mado_ctl_get_option (call, "date");
  const MadoDate day = text != NULL ? mado_date_from_iso (text) : mado_instant_get_japanese_day (mado_instant_now ());
  g_auto (Pile) pile = { 0 };
  g_autoptr (GError) error = NULL;
  guint n = 0, n_late = 0;

  if (!mado_date_is_valid (day))
    return mado_ctl_wrong_usage (call, "--date needs a date such as 2025-04-01");
  if (!read_pile (mado_ctl_get_argument (call, 0), &pile, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  g_ptr_array_sort_values (pile.letters, mado_letter_compare_due);
  begin_list (call, "letters");
  for (guint i = 0; i < pile.letters->len; i++)
    if (mado_letter_is_unsent (g_ptr_array_index (pile.letters, i))) {
      n++;
      n_late += answer_unsent (call, g_ptr_array_index (pile.letters, i), day) ? 1 : 0;
    }
  json_builder_end_array (call->answer);
  mado_ctl_answer_number (call, "unsent", n);
  mado_ctl_answer_number (call, "late", n_late);

  return MADO_CTL_OK;
}

const MadoCtlVerb mado_ctl_letter_run_verbs[] = {
  { "letter",
    "find",
    "NUMBER ENTITIES",
    2,
    2,
    "a letter by its document number or the mark on one of its sheets, as when it comes back",
    run_find,
    { { "towns", "FILE", "another table of towns than the imported one" } } },
  { "letter",
    "list",
    "RUN ENTITIES",
    2,
    2,
    "the packing list of a run, sheet by sheet; refused where the sheets are not what the run says",
    run_list,
    {} },
  { "letter",
    "unsent",
    "ENTITIES",
    1,
    1,
    "letters that have not gone out yet, or came back, the longest due first",
    run_unsent,
    { { "date", "DATE", "held against this day; today unless told" } } },
  {},
};
