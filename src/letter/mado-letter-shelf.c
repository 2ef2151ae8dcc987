/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One walk over the letters and one over the cases. A case lists what its steps asked for; each letter about it that
 * was made answers one such wish. Whoever has answered already, or gives up, is not asked any more: the wish ends with
 * the deficiency that it told of. */

#include "mado-letter-shelf.h"

#include <string.h>

#include "mado-calendar.h"
#include "mado-case.h"
#include "mado-fiscal-year.h"
#include "mado-json-member.h"
#include "mado-letter-run.h"
#include "mado-notice.h"
#include "mado-number-series.h"

#define DUE_UNLESS_TOLD 3 /* office days, where the programme names none */

typedef struct {
  const MadoProgramme *programme;
  MadoDate today;
  MadoLetterShelf *shelf;
  GHashTable *made; /* "CASE LETTER" → (element-type gint64): when they were made */
} Loading;

static void
free_unsent (gpointer data)
{
  MadoUnsentLetter *self = data;

  mado_entity_unref (self->letter);
  g_free (self);
}

static void
free_owed (gpointer data)
{
  MadoOwedLetter *self = data;

  g_free (self->to);
  g_free (self);
}

/**
 * mado_letter_shelf_free:
 * @self: (nullable) (transfer full): a shelf
 */
void
mado_letter_shelf_free (MadoLetterShelf *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->unsent);
  g_ptr_array_unref (self->owed);
  g_ptr_array_unref (self->runs);
  g_ptr_array_unref (self->series);
  g_free (self);
}

/* --- letters ------------------------------------------------------------------------------------------------------ */

/**
 * mado_letter_is_unsent:
 * @letter: a notice
 *
 * Returns: whether it is a letter that has to go out, for the first time or again
 */
gboolean
mado_letter_is_unsent (const MadoEntity *letter)
{
  const char *state = mado_entity_get_state (letter);

  return strcmp (mado_json_get_text (mado_entity_get_body (letter), "kind"), "letter") == 0 &&
         (strcmp (state, "made") == 0 || strcmp (state, "returned") == 0);
}

/**
 * mado_letter_compare_due:
 * @one: (type MadoEntity): a letter
 * @other: (type MadoEntity): another
 *
 * Returns: as strcmp(), the longest due first
 */
int
mado_letter_compare_due (gconstpointer one, gconstpointer other)
{
  int order = strcmp (mado_json_get_text (mado_entity_get_body (one), "due"),
                      mado_json_get_text (mado_entity_get_body (other), "due"));

  return order != 0 ? order : mado_id_compare (mado_entity_get_id (one), mado_entity_get_id (other));
}

static char *
write_key (const char *about, const char *letter)
{
  return g_strconcat (about, " ", letter, NULL);
}

static void
note_made (const Loading *self, yyjson_val *body)
{
  g_autofree char *key = write_key (mado_json_get_text (body, "case"), mado_json_get_text (body, "letter"));
  const gint64 at = mado_json_get_number (yyjson_obj_get (body, "made"), "at");
  GArray *made = g_hash_table_lookup (self->made, key);

  if (made == NULL) {
    made = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_hash_table_insert (self->made, g_steal_pointer (&key), made);
  }
  g_array_append_val (made, at);
}

static void
take_unsent (Loading *self, MadoEntity *letter)
{
  yyjson_val *body = mado_entity_get_body (letter), *sheet = yyjson_obj_get (body, "sheet");
  MadoUnsentLetter *unsent = g_new0 (MadoUnsentLetter, 1);
  int late = mado_date_days_between (mado_date_from_iso (mado_json_get_text (body, "due")), self->today);

  unsent->letter = mado_entity_ref (letter);
  unsent->days_late = MAX (late, 0);
  unsent->is_in_run = sheet != NULL && yyjson_obj_get (sheet, "sent") == NULL;
  g_ptr_array_add (self->shelf->unsent, unsent);
  self->shelf->n_late += late > 0 ? 1 : 0;
}

static gboolean
take_letter (gpointer user_data, MadoEntity *entity, G_GNUC_UNUSED GError **error)
{
  note_made (user_data, mado_entity_get_body (entity));
  if (mado_letter_is_unsent (entity))
    take_unsent (user_data, entity);

  return TRUE;
}

/* --- cases -------------------------------------------------------------------------------------------------------- */

/**
 * mado_letter_find_name:
 * @programme: a programme
 * @about: one of its cases
 *
 * Returns: (transfer none): whom a letter about it goes to; "" where that is not known here
 */
const char *
mado_letter_find_name (const MadoProgramme *programme, const MadoEntity *about)
{
  yyjson_val *items = yyjson_obj_get (mado_entity_get_body (about), "items");

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);
    yyjson_val *value = yyjson_obj_get (items, item->id);

    if (strcmp (item->type, "name") == 0 && value != NULL)
      return mado_json_get_text (value, "kanji");
  }

  return "";
}

/**
 * mado_letter_find_due:
 * @letter: of a programme
 * @asked: the day on which a step asked for it
 *
 * Returns: by when it has to go out
 */
MadoDate
mado_letter_find_due (const MadoLetter *letter, MadoDate asked)
{
  const gboolean has_due = letter->due.count > 0;
  const int number = has_due ? (int) letter->due.count : DUE_UNLESS_TOLD;

  return has_due && strcmp (letter->due.unit, "days") == 0 ? mado_date_add_days (asked, number)
                                                           : mado_calendar_add_days (MADO_CALENDAR_WARD, asked, number);
}

/* Takes a letter that was made between the two from those that have answered no wish yet. */
static gboolean
take_made (const Loading *self, const char *about, const char *letter, gint64 from, gint64 until)
{
  g_autofree char *key = write_key (about, letter);
  GArray *made = g_hash_table_lookup (self->made, key);

  for (guint i = 0; made != NULL && i < made->len; i++)
    if (g_array_index (made, gint64, i) >= from && g_array_index (made, gint64, i) <= until) {
      g_array_remove_index (made, i);
      return TRUE;
    }

  return FALSE;
}

/* Returns: when what the wish told of was closed; 0: it told of nothing that can be, or that is still open */
static gint64
find_end (yyjson_val *body, yyjson_val *wish)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "deficiencies"));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (one, "id"), mado_json_get_text (wish, "operation")) == 0)
      return mado_json_get_number (yyjson_obj_get (one, "closed"), "at");

  return 0;
}

static void
take_owed (Loading *self, const MadoEntity *about, const MadoLetter *letter, yyjson_val *wish)
{
  MadoOwedLetter *owed = g_new0 (MadoOwedLetter, 1);
  const MadoInstant asked = { mado_json_get_number (wish, "at") * 1000 };

  owed->about = mado_entity_get_id (about);
  owed->letter = letter->id;
  owed->to = g_strdup (mado_letter_find_name (self->programme, about));
  owed->asked = mado_instant_get_japanese_day (asked);
  owed->due = mado_letter_find_due (letter, owed->asked);
  owed->days_late = MAX (mado_date_days_between (owed->due, self->today), 0);
  g_ptr_array_add (self->shelf->owed, owed);
  self->shelf->n_late += owed->days_late > 0 ? 1 : 0;
}

/* @is_over: those whose deficiency is closed. They go first, and take what was made for them. */
static void
take_wishes (Loading *self, const MadoEntity *about, gboolean is_over)
{
  yyjson_val *body = mado_entity_get_body (about);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "letters"));
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (mado_entity_get_id (about), id);
  for (yyjson_val *wish = yyjson_arr_iter_next (&iter); wish != NULL; wish = yyjson_arr_iter_next (&iter)) {
    const MadoLetter *letter = mado_section_find (self->programme->letters, mado_json_get_text (wish, "letter"));
    const gint64 end = find_end (body, wish);

    if (letter == NULL || is_over != (end > 0))
      continue;
    if (is_over)
      take_made (self, id, letter->id, mado_json_get_number (wish, "at"), end);
    else if (!take_made (self, id, letter->id, G_MININT64, G_MAXINT64))
      take_owed (self, about, letter, wish);
  }
}

static gboolean
take_case (gpointer user_data, MadoEntity *entity, G_GNUC_UNUSED GError **error)
{
  take_wishes (user_data, entity, TRUE);
  take_wishes (user_data, entity, FALSE);

  return TRUE;
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

static gboolean
take_run (gpointer user_data, MadoEntity *entity, G_GNUC_UNUSED GError **error)
{
  g_ptr_array_add (((const Loading *) user_data)->shelf->runs, mado_entity_ref (entity));

  return TRUE;
}

/* Numbers are drawn from those of this year alone. */
static gboolean
take_series (gpointer user_data, MadoEntity *entity, G_GNUC_UNUSED GError **error)
{
  const Loading *self = user_data;

  if (mado_json_get_number (mado_entity_get_body (entity), "year") == mado_fiscal_year_find (self->today))
    g_ptr_array_add (self->shelf->series, mado_entity_ref (entity));

  return TRUE;
}

static gint
compare_unsent (gconstpointer a, gconstpointer b)
{
  return mado_letter_compare_due (((const MadoUnsentLetter *) a)->letter, ((const MadoUnsentLetter *) b)->letter);
}

static gint
compare_owed (gconstpointer a, gconstpointer b)
{
  const MadoOwedLetter *one = a, *other = b;
  int days = mado_date_days_between (other->due, one->due);

  return days != 0 ? days : mado_id_compare (one->about, other->about);
}

static gint
compare_runs (gconstpointer a, gconstpointer b)
{
  return -mado_id_compare (mado_entity_get_id (a), mado_entity_get_id (b));
}

/**
 * mado_letter_shelf_load:
 * @database: any connection
 * @programme: the programme
 * @today: the day
 * @error: why nobody can say
 *
 * Returns: (transfer full) (nullable): what is unsent, and all runs
 */
MadoLetterShelf *
mado_letter_shelf_load (MadoDatabase *database, const MadoProgramme *programme, MadoDate today, GError **error)
{
  g_autoptr (MadoLetterShelf) self = g_new0 (MadoLetterShelf, 1);
  g_autoptr (GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  Loading loading = { programme, today, self, made };

  self->unsent = g_ptr_array_new_with_free_func (free_unsent);
  self->owed = g_ptr_array_new_with_free_func (free_owed);
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  self->series = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  if (!mado_desk_visit (database, mado_notice_kind.name, NULL, take_letter, &loading, error) ||
      !mado_desk_visit (database, mado_case_kind.name, NULL, take_case, &loading, error) ||
      !mado_desk_visit (database, mado_letter_run_kind.name, NULL, take_run, &loading, error) ||
      !mado_desk_visit (database, mado_number_series_kind.name, NULL, take_series, &loading, error))
    return NULL;
  g_ptr_array_sort_values (self->unsent, compare_unsent);
  g_ptr_array_sort_values (self->owed, compare_owed);
  g_ptr_array_sort_values (self->runs, compare_runs);

  return g_steal_pointer (&self);
}

typedef struct {
  const MadoDeskClerk *clerk;
  MadoLetterShelf *shelf;
} Looking;

static gboolean
look (MadoDatabase *database, gpointer request, GError **error)
{
  Looking *self = request;

  self->shelf = mado_letter_shelf_load (database, self->clerk->programme,
                                        mado_instant_get_japanese_day (self->clerk->now), error);

  return self->shelf != NULL;
}

/**
 * mado_letter_shelf_look:
 * @clerk: who wants to know
 * @error: why nobody can say
 *
 * Returns: (transfer full) (nullable): what is unsent today, and all runs
 */
MadoLetterShelf *
mado_letter_shelf_look (const MadoDeskClerk *clerk, GError **error)
{
  Looking looking = { .clerk = clerk };

  return mado_desk_clerk_read (clerk, look, &looking, error) ? looking.shelf : NULL;
}

static const MadoEntity *
find (const GPtrArray *entities, const char *member, const char *text)
{
  for (guint i = 0; i < entities->len; i++) {
    const MadoEntity *entity = g_ptr_array_index (entities, i);

    if (strcmp (mado_json_get_text (mado_entity_get_body (entity), member), text) == 0)
      return entity;
  }

  return NULL;
}

/**
 * mado_letter_shelf_find_run:
 * @self: a shelf
 * @number: what a run is called
 *
 * Returns: (transfer none) (nullable): the run
 */
const MadoEntity *
mado_letter_shelf_find_run (const MadoLetterShelf *self, const char *number)
{
  return find (self->runs, "number", number);
}

/**
 * mado_letter_shelf_find_series:
 * @self: a shelf
 * @pattern: of document numbers
 *
 * Returns: (transfer none) (nullable): the series of this year
 */
const MadoEntity *
mado_letter_shelf_find_series (const MadoLetterShelf *self, const char *pattern)
{
  return find (self->series, "pattern", pattern);
}

/**
 * mado_letter_shelf_count_waiting:
 * @self: a shelf
 * @letter: of the programme
 *
 * Returns: how many of them could join a run now: those that are in none, and those that were asked for
 */
guint
mado_letter_shelf_count_waiting (const MadoLetterShelf *self, const char *letter)
{
  guint count = 0;

  for (guint i = 0; i < self->unsent->len; i++) {
    const MadoUnsentLetter *unsent = g_ptr_array_index (self->unsent, i);

    count += !unsent->is_in_run &&
             strcmp (mado_json_get_text (mado_entity_get_body (unsent->letter), "letter"), letter) == 0;
  }
  for (guint i = 0; i < self->owed->len; i++)
    count += strcmp (((const MadoOwedLetter *) g_ptr_array_index (self->owed, i))->letter, letter) == 0;

  return count;
}

/**
 * mado_letter_shelf_find_late:
 * @self: a shelf
 * @letter: of the programme
 *
 * Returns: by how many days the longest due is late of those that could join a run now; 0: none is
 */
int
mado_letter_shelf_find_late (const MadoLetterShelf *self, const char *letter)
{
  int late = 0;

  for (guint i = 0; i < self->unsent->len; i++) {
    const MadoUnsentLetter *unsent = g_ptr_array_index (self->unsent, i);

    if (!unsent->is_in_run &&
        strcmp (mado_json_get_text (mado_entity_get_body (unsent->letter), "letter"), letter) == 0)
      late = MAX (late, unsent->days_late);
  }
  for (guint i = 0; i < self->owed->len; i++) {
    const MadoOwedLetter *owed = g_ptr_array_index (self->owed, i);

    if (strcmp (owed->letter, letter) == 0)
      late = MAX (late, owed->days_late);
  }

  return late;
}
