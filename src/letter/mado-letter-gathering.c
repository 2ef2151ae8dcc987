/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A letter is made and joins in one piece of work with others, so whatever ends in the middle has letters that are
 * wholly in the run and letters that wait as before: gathering them again goes on where it ended. */

#include "mado-letter-gathering.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-json-member.h"
#include "mado-letter-shelf.h"
#include "mado-letter-template.h"
#include "mado-notice.h"
#include "mado-queue-page.h"
#include "mado-row.h"

#define PAGE 500
#define PIECE 50 /* letters between two looks at whether somebody cancelled */

static void
free_letter (gpointer data)
{
  MadoGatheredLetter *self = data;

  g_free (self->to);
  g_free (self->place);
  g_free (self);
}

/**
 * mado_letter_gathering_free:
 * @self: (nullable) (transfer full): a gathering
 */
void
mado_letter_gathering_free (MadoLetterGathering *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->letters);
  g_free (self);
}

/* --- what there is ------------------------------------------------------------------------------------------------ */

typedef struct {
  MadoLetterGathering *gathering;
  const char *list; /* (nullable) */
  MadoDate today;
  GHashTable *waiting; /* text of a case → (element-type MadoUnsentLetter): not in any run */
  GHashTable *busy;    /* text of a case → code */
} Collecting;

static const char *
find_text (const MadoProgramme *programme, yyjson_val *items, const char *type, const char *id)
{
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if ((type != NULL && strcmp (item->type, type) == 0) || (id != NULL && strcmp (item->id, id) == 0))
      return mado_json_get_text (items, item->id);
  }

  return "";
}

/* The post gives a discount for letters that are sorted by its codes. */
static char *
write_place (const MadoProgramme *programme, const MadoEntity *about)
{
  yyjson_val *items = yyjson_obj_get (mado_entity_get_body (about), "items");

  return g_strdup_printf ("%s %s", find_text (programme, items, "postal", NULL),
                          find_text (programme, items, NULL, "address"));
}

/* What is late when it is made is due at once: nobody can promise a day that is over. */
static MadoDate
find_due (const MadoLetter *letter, MadoDate asked, MadoDate today)
{
  const MadoDate due = mado_letter_find_due (letter, asked);

  return mado_date_compare (due, today) < 0 ? today : due;
}

static MadoGatheredLetter *
add_letter (Collecting *self, MadoId letter, const MadoEntity *about, MadoDate asked)
{
  MadoLetterGathering *gathering = self->gathering;
  const MadoProgramme *programme = gathering->clerk->programme;
  MadoGatheredLetter *row = g_new0 (MadoGatheredLetter, 1);

  row->letter = letter;
  row->about = about != NULL ? mado_entity_get_id (about) : MADO_ID_NONE;
  row->to = g_strdup (about != NULL ? mado_letter_find_name (programme, about) : "");
  row->place = about != NULL ? write_place (programme, about) : g_strdup ("");
  row->due = find_due (gathering->letter, asked, self->today);
  if (!mado_id_is_valid (letter) && row->to[0] == '\0')
    row->code = MADO_GATHERED_NO_NAME;
  g_ptr_array_add (gathering->letters, row);

  return row;
}

static gboolean
add_about (Collecting *self, MadoDatabase *database, MadoId letter, MadoId about, MadoDate asked, GError **error)
{
  g_auto (MadoRow) row = { 0 };

  if (mado_id_is_valid (about) && !mado_row_find (database, about, &row, error))
    return FALSE;
  add_letter (self, letter, row.entity, asked);

  return TRUE;
}

/* --- what waits --------------------------------------------------------------------------------------------------- */

static gboolean
collect_waiting (Collecting *self, MadoDatabase *database, GError **error)
{
  const char *id = self->gathering->letter->id;
  g_autoptr (MadoLetterShelf) shelf =
      mado_letter_shelf_load (database, self->gathering->clerk->programme, self->today, error);

  for (guint i = 0; shelf != NULL && i < shelf->unsent->len; i++) {
    const MadoUnsentLetter *unsent = g_ptr_array_index (shelf->unsent, i);
    yyjson_val *body = mado_entity_get_body (unsent->letter);

    if (strcmp (mado_json_get_text (body, "letter"), id) == 0 && !unsent->is_in_run &&
        !add_about (self, database, mado_entity_get_id (unsent->letter), mado_json_get_id (body, "case"), self->today,
                    error))
      return FALSE;
  }
  for (guint i = 0; shelf != NULL && i < shelf->owed->len; i++) {
    const MadoOwedLetter *owed = g_ptr_array_index (shelf->owed, i);

    if (strcmp (owed->letter, id) == 0 && !add_about (self, database, MADO_ID_NONE, owed->about, owed->asked, error))
      return FALSE;
  }

  return shelf != NULL;
}

/* --- a work list -------------------------------------------------------------------------------------------------- */

static gboolean
note_letter (gpointer user_data, MadoEntity *entity, G_GNUC_UNUSED GError **error)
{
  Collecting *self = user_data;
  yyjson_val *body = mado_entity_get_body (entity), *sheet = yyjson_obj_get (body, "sheet");
  gboolean is_in_run = sheet != NULL && yyjson_obj_get (sheet, "sent") == NULL;
  const char *about = mado_json_get_text (body, "case");

  if (strcmp (mado_json_get_text (body, "letter"), self->gathering->letter->id) != 0 || about[0] == '\0' ||
      strcmp (mado_entity_get_state (entity), "closed") == 0)
    return TRUE;
  if (mado_letter_is_unsent (entity) && !is_in_run) {
    MadoId id = mado_entity_get_id (entity);

    g_hash_table_replace (self->waiting, g_strdup (about), g_memdup2 (&id, sizeof id));
  } else {
    g_hash_table_replace (self->busy, g_strdup (about),
                          (gpointer) (is_in_run ? MADO_GATHERED_IN_RUN : MADO_GATHERED_SENT_BEFORE));
  }

  return TRUE;
}

static gboolean
collect_case (Collecting *self, MadoDatabase *database, MadoId id, GError **error)
{
  g_auto (MadoRow) row = { 0 };
  char about[MADO_ID_TEXT_SIZE];
  const MadoId *waiting;
  const char *code;
  MadoGatheredLetter *letter;

  if (!mado_row_find (database, id, &row, error))
    return FALSE;
  if (row.entity == NULL)
    return TRUE;
  mado_id_to_text (id, about);
  waiting = g_hash_table_lookup (self->waiting, about);
  code = waiting == NULL ? g_hash_table_lookup (self->busy, about) : NULL;
  letter = add_letter (self, waiting != NULL ? *waiting : MADO_ID_NONE, row.entity, self->today);
  if (code != NULL)
    letter->code = code;

  return TRUE;
}

static gboolean
collect_list (Collecting *self, MadoDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  const MadoQueueList list = { self->gathering->clerk->programme, self->list, columns };
  MadoQueueQuery query = { .from = MADO_QUEUE_AT, .limit = PAGE };

  if (!mado_desk_visit (database, mado_notice_kind.name, NULL, note_letter, self, error))
    return FALSE;
  for (;;) {
    g_autoptr (GPtrArray) page = mado_queue_load_page (database, &list, &query, error);

    for (guint i = 0; page != NULL && i < page->len; i++)
      if (!collect_case (self, database, ((const MadoQueueEntry *) g_ptr_array_index (page, i))->id, error))
        return FALSE;
    if (page == NULL || page->len < PAGE)
      return page != NULL;
    query.position += PAGE;
  }
}

/* --- collecting --------------------------------------------------------------------------------------------------- */

static gboolean
collect (MadoDatabase *database, gpointer request, GError **error)
{
  Collecting *self = request;

  return self->list != NULL ? collect_list (self, database, error) : collect_waiting (self, database, error);
}

static gint
compare_letters (gconstpointer a, gconstpointer b)
{
  const MadoGatheredLetter *one = a, *other = b;
  int order = (one->code != NULL) - (other->code != NULL);

  if (order == 0)
    order = strcmp (one->place, other->place);
  if (order == 0)
    order = mado_id_compare (one->about, other->about);

  return order != 0 ? order : mado_id_compare (one->letter, other->letter);
}

static void
count (MadoLetterGathering *self)
{
  g_ptr_array_sort_values (self->letters, compare_letters);
  self->n_joining = 0;
  for (guint i = 0; i < self->letters->len; i++)
    self->n_joining += ((const MadoGatheredLetter *) g_ptr_array_index (self->letters, i))->code == NULL;
}

/**
 * mado_letter_gathering_collect:
 * @clerk: who gathers; must outlive the gathering
 * @letter: of the programme
 * @list: (nullable): a work list, to whose cases it goes; %NULL: all that wait
 * @error: that there is no such letter, or why nobody can say
 *
 * Nothing is written.
 *
 * Returns: (transfer full) (nullable): which letters would join a run now, and which not and why
 */
MadoLetterGathering *
mado_letter_gathering_collect (const MadoDeskClerk *clerk, const char *letter, const char *list, GError **error)
{
  g_autoptr (MadoLetterGathering) self = g_new0 (MadoLetterGathering, 1);
  g_autoptr (GHashTable) waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) busy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Collecting collecting = { self, list, mado_instant_get_japanese_day (clerk->now), waiting, busy };

  self->clerk = clerk;
  self->letter = mado_section_find (clerk->programme->letters, letter);
  self->letters = g_ptr_array_new_with_free_func (free_letter);
  if (self->letter == NULL || (list != NULL && mado_section_find (clerk->programme->queues, list) == NULL)) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "the programme has no such %s",
                 self->letter == NULL ? "letter" : "work list");
    return NULL;
  }
  if (!mado_desk_clerk_read (clerk, collect, &collecting, error))
    return NULL;
  count (self);

  return g_steal_pointer (&self);
}

/* --- the run ------------------------------------------------------------------------------------------------------ */

static void
put_id (yyjson_mut_doc *doc, yyjson_mut_val *body, const char *name, MadoId id)
{
  char text[MADO_ID_TEXT_SIZE];

  if (!mado_id_is_valid (id))
    return;
  mado_id_to_text (id, text);
  yyjson_mut_obj_add_strcpy (doc, body, name, text);
}

/**
 * mado_letter_gathering_make_run:
 * @self: a gathering
 * @order: the run
 * @out_run: (out): the run
 * @out_refused: (out) (transfer none) (nullable): the code with which the work refused it
 * @error: why it could not be written
 *
 * Returns: whether that is known
 */
gboolean
mado_letter_gathering_make_run (
    const MadoLetterGathering *self, const MadoNewRun *order, MadoId *out_run, const char **out_refused, GError **error)
{
  g_autoptr (GPtrArray) templates = mado_letter_templates_load (self->clerk, self->letter->id, error);
  const MadoEntity *wording = templates != NULL ? mado_letter_templates_find_current (templates) : NULL;
  yyjson_mut_doc *doc;
  yyjson_mut_val *body;
  gboolean is_known;

  if (templates == NULL)
    return FALSE;
  doc = yyjson_mut_doc_new (NULL);
  body = yyjson_mut_obj (doc);
  const MadoDeskWish wish = { .kind = "run.make", .entity = mado_id_draw (), .body = body };

  yyjson_mut_obj_add_strcpy (doc, body, "number", order->number);
  yyjson_mut_obj_add_strcpy (doc, body, "letter", self->letter->id);
  put_id (doc, body, "series", order->series);
  put_id (doc, body, "wording", wording != NULL ? mado_entity_get_id (wording) : MADO_ID_NONE);
  if (order->is_enclosed)
    yyjson_mut_obj_add_bool (doc, body, "enclose", TRUE);
  is_known = mado_desk_clerk_save_or_tell (self->clerk, &wish, out_refused, error);
  yyjson_mut_doc_free (doc);
  *out_run = wish.entity;

  return is_known;
}

/* --- joining ------------------------------------------------------------------------------------------------------ */

static MadoOperation *
write_making (const MadoLetterGathering *self, MadoGatheredLetter *row, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoDeskWish wish = { .kind = "notice.make", .entity = row->letter, .body = body };
  char due[MADO_DATE_ISO_SIZE];
  MadoOperation *operation;

  mado_date_to_iso (row->due, due);
  yyjson_mut_obj_add_str (doc, body, "kind", "letter");
  yyjson_mut_obj_add_str (doc, body, "letter", self->letter->id);
  put_id (doc, body, "case", row->about);
  yyjson_mut_obj_add_str (doc, body, "to", row->to);
  yyjson_mut_obj_add_str (doc, body, "subject", self->letter->label);
  yyjson_mut_obj_add_str (doc, body, "due", due);
  operation = mado_desk_clerk_write (self->clerk, &wish, error);
  yyjson_mut_doc_free (doc);

  return operation;
}

static MadoOperation *
write_joining (const MadoLetterGathering *self, const MadoGatheredLetter *row, MadoId run, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoDeskWish wish = { .kind = "notice.join", .entity = row->letter, .base = 1, .body = body };
  MadoOperation *operation;

  put_id (doc, body, "run", run);
  operation = mado_desk_clerk_write (self->clerk, &wish, error);
  yyjson_mut_doc_free (doc);

  return operation;
}

/* Returns: (transfer full) (nullable): what makes each letter, where it has to be made, and lets it join */
static GPtrArray *
write_piece (const MadoLetterGathering *self, guint first, guint end, MadoId run, GArray *places, GError **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);

  for (guint i = first; i < end; i++) {
    MadoGatheredLetter *row = g_ptr_array_index (self->letters, i);
    gboolean is_new = !mado_id_is_valid (row->letter);
    MadoOperation *operation;

    if (is_new) {
      row->letter = mado_id_draw ();
      operation = write_making (self, row, error);
      if (operation == NULL)
        return NULL;
      g_ptr_array_add (operations, operation);
      g_array_append_val (places, i);
    }
    operation = write_joining (self, row, run, error);
    if (operation == NULL)
      return NULL;
    g_ptr_array_add (operations, operation);
    g_array_append_val (places, i);
  }

  return g_steal_pointer (&operations);
}

/* The first thing that stands against a letter is what is told of it. */
static gboolean
join_piece (MadoLetterGathering *self, guint first, guint end, MadoId run, GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) operations = write_piece (self, first, end, run, places, error);
  g_autoptr (GPtrArray) outcomes = operations != NULL ? mado_desk_clerk_save (self->clerk, operations, error) : NULL;

  for (guint i = 0; outcomes != NULL && i < outcomes->len; i++) {
    const MadoOutcome *outcome = g_ptr_array_index (outcomes, i);
    MadoGatheredLetter *row = g_ptr_array_index (self->letters, g_array_index (places, guint, i));

    if (mado_outcome_is_refused (outcome) && row->code == NULL)
      row->code = g_intern_string (outcome->refusal->code);
  }
  for (guint i = first; outcomes != NULL && i < end; i++) {
    MadoGatheredLetter *row = g_ptr_array_index (self->letters, i);

    row->is_written = row->code == NULL;
    self->n_written += row->is_written;
  }

  return outcomes != NULL;
}

/**
 * mado_letter_gathering_join:
 * @self: a gathering that was collected just now
 * @run: an open run of these letters
 * @cancellable: (nullable): ends it between two pieces
 * @error: that it was cancelled, or why it could not be written; what joined before has joined
 *
 * Makes what has to be made, and lets all of it join. Each letter says then whether it did, or why not.
 *
 * Returns: whether it went through to the end
 */
gboolean
mado_letter_gathering_join (MadoLetterGathering *self, MadoId run, GCancellable *cancellable, GError **error)
{
  for (guint first = 0; first < self->n_joining; first += PIECE) {
    guint end = MIN (first + PIECE, self->n_joining);

    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !join_piece (self, first, end, run, error))
      return FALSE;
    if (self->told != NULL)
      self->told (self->user_data, end, self->n_joining);
  }

  return TRUE;
}
