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
#include "mado-letter-run.h"
#include "mado-sheet-mark.h"
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

static yyjson_val *
get_steps (const MadoEntity *letter)
{
  return yyjson_obj_get (mado_entity_get_body (letter), "sheets");
}

/* --- list: the packing list of a run ------------------------------------------------------------------------------ */

/* A letter in one run, as its own sheets tell it. */
typedef struct {
  const MadoEntity *letter;
  const char *mark;  /* of its last sheet there */
  const char *state; /* of that sheet */
  guint n_spoiled;
  guint n_reprinted;
} Place;

static const struct {
  const char *what, *state;
} sheet_states[] = {
  { "join", "good" }, { "spoil", "spoiled" }, { "reprint", "good" }, { "withdraw", "void" }, { "enclose", "enclosed" },
};

static void
follow (Place *place, yyjson_val *step)
{
  const char *what = mado_json_get_text (step, "what");
  const gboolean was_spoiled = g_strcmp0 (place->state, "spoiled") == 0;

  place->mark = mado_json_get_text (step, "mark");
  place->n_spoiled += strcmp (what, "spoil") == 0 ? 1 : 0;
  place->n_reprinted += strcmp (what, "reprint") == 0 ? 1 : 0;
  if (was_spoiled && strcmp (what, "withdraw") == 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (sheet_states); i++)
    if (strcmp (what, sheet_states[i].what) == 0)
      place->state = sheet_states[i].state;
}

/* Returns: whether the letter was ever in that run */
static gboolean
find_place (const MadoEntity *letter, MadoId run, Place *out_place)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (get_steps (letter));
  gboolean is_there = FALSE, was_there = FALSE;

  *out_place = (Place) { .letter = letter };
  for (yyjson_val *step = yyjson_arr_iter_next (&iter); step != NULL; step = yyjson_arr_iter_next (&iter)) {
    if (strcmp (mado_json_get_text (step, "what"), "join") == 0)
      is_there = mado_id_compare (mado_json_get_id (step, "run"), run) == 0;
    if (is_there)
      follow (out_place, step);
    was_there = was_there || is_there;
  }

  return was_there;
}

/* Serials have as many digits as it takes to be in order. */
static int
compare_marks (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Place *) a)->mark, ((const Place *) b)->mark);
}

static GArray *
list_places (const Pile *pile, MadoId run)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint i = 0; i < pile->letters->len; i++) {
    Place place;

    if (find_place (g_ptr_array_index (pile->letters, i), run, &place))
      g_array_append_val (places, place);
  }
  g_array_sort (places, compare_marks);

  return places;
}

static void
answer_places (MadoCtlCall *call, const GArray *places)
{
  begin_list (call, "sheets");
  for (guint i = 0; i < places->len; i++) {
    const Place *place = &g_array_index (places, Place, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "sheet", place->mark);
    mado_ctl_answer_string (call, "state", place->state);
    mado_ctl_answer_string (call, "number", mado_json_get_text (mado_entity_get_body (place->letter), "number"));
    answer_id (call, "letter", mado_entity_get_id (place->letter));
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static guint
count_state (const GArray *places, const char *state)
{
  guint n = 0;

  for (guint i = 0; i < places->len; i++)
    n += strcmp (g_array_index (places, Place, i).state, state) == 0 ? 1 : 0;

  return n;
}

static guint
sum (const GArray *places, gsize offset)
{
  guint n = 0;

  for (guint i = 0; i < places->len; i++)
    n += G_STRUCT_MEMBER (guint, &g_array_index (places, Place, i), offset);

  return n;
}

/* Returns: whether run and letters agree in all figures, which are answered */
static gboolean
answer_figures (MadoCtlCall *call, const MadoEntity *run, const GArray *places)
{
  const struct {
    const char *name;
    guint number;
  } figures[] = {
    { MADO_LETTER_RUN_COUNT, places->len },
    { MADO_LETTER_RUN_REPRINTED, sum (places, G_STRUCT_OFFSET (Place, n_reprinted)) },
    { MADO_LETTER_RUN_SPOILED, sum (places, G_STRUCT_OFFSET (Place, n_spoiled)) },
    { MADO_LETTER_RUN_VOID, count_state (places, "void") },
    { MADO_LETTER_RUN_ENCLOSED, count_state (places, "enclosed") },
  };
  gboolean do_agree = TRUE;

  mado_ctl_answer_number (call, "good", count_state (places, "good") + count_state (places, "enclosed"));
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++) {
    mado_ctl_answer_number (call, figures[i].name, figures[i].number);
    do_agree =
        do_agree && mado_json_get_number (mado_entity_get_body (run), figures[i].name) == (gint64) figures[i].number;
  }

  return do_agree;
}

static const MadoEntity *
find_run (const Pile *pile, const char *number)
{
  for (guint i = 0; i < pile->runs->len; i++) {
    const MadoEntity *run = g_ptr_array_index (pile->runs, i);

    if (strcmp (mado_json_get_text (mado_entity_get_body (run), "number"), number) == 0)
      return run;
  }

  return NULL;
}

static MadoCtlStatus
run_list (MadoCtlCall *call)
{
  g_auto (Pile) pile = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) places = NULL;
  const MadoEntity *run;

  if (!read_pile (mado_ctl_get_argument (call, 1), &pile, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  run = find_run (&pile, mado_ctl_get_argument (call, 0));
  if (run == NULL)
    return mado_ctl_refuse (call, "there is no such run in the file");
  places = list_places (&pile, mado_entity_get_id (run));
  mado_ctl_answer_string (call, "state", mado_entity_get_state (run));
  answer_places (call, places);

  return answer_figures (call, run, places)
             ? MADO_CTL_OK
             : mado_ctl_refuse (call, "the sheets are not what the run says: some letters are missing or too many");
}

/* --- find: a letter that has come back ---------------------------------------------------------------------------- */

static gboolean
is_it (const MadoEntity *letter, const char *text)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (get_steps (letter));

  if (text[0] != '\0' && strcmp (mado_json_get_text (mado_entity_get_body (letter), "number"), text) == 0)
    return TRUE;
  for (yyjson_val *step = yyjson_arr_iter_next (&iter); step != NULL; step = yyjson_arr_iter_next (&iter))
    if (mado_sheet_mark_is_of (text, mado_json_get_text (step, "mark")))
      return TRUE;

  return FALSE;
}

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

    if (!is_it (letter, mado_ctl_get_argument (call, 0)))
      continue;
    answer_letter (call, letter);
    return about == NULL || answer_address (call, about, &error) ? MADO_CTL_OK
                                                                 : mado_ctl_refuse (call, "%s", error->message);
  }

  return mado_ctl_refuse (call, "no letter has this number, and no sheet this mark");
}

/* --- unsent: what still has to go out ------------------------------------------------------------------------------
 */

static gboolean
is_unsent (const MadoEntity *letter)
{
  const char *state = mado_entity_get_state (letter);

  return strcmp (mado_json_get_text (mado_entity_get_body (letter), "kind"), "letter") == 0 &&
         (strcmp (state, "made") == 0 || strcmp (state, "returned") == 0);
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const MadoEntity *one = *(MadoEntity *const *) a, *other = *(MadoEntity *const *) b;
  int order = strcmp (mado_json_get_text (mado_entity_get_body (one), "due"),
                      mado_json_get_text (mado_entity_get_body (other), "due"));

  return order != 0 ? order : mado_id_compare (mado_entity_get_id (one), mado_entity_get_id (other));
}

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
  g_ptr_array_sort (pile.letters, compare_due);
  begin_list (call, "letters");
  for (guint i = 0; i < pile.letters->len; i++)
    if (is_unsent (g_ptr_array_index (pile.letters, i))) {
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
