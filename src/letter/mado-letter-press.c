/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a letter says is written once and lies in a drawer until the press goes, so that what was looked at is printed;
 * where it stands is set anew for each page. So thousands of letters take the memory of what each alone says. A letter
 * that comes off the press a second time says what it said the first time: its day is that on which the list was
 * frozen. */

#include "mado-letter-press.h"

#include <string.h>

#include "mado-address-label.h"
#include "mado-case.h"
#include "mado-documents-error.h"
#include "mado-json-member.h"
#include "mado-letter-run.h"
#include "mado-letter-template.h"
#include "mado-letter-writer.h"
#include "mado-manuscript-drawer.h"
#include "mado-print-run.h"
#include "mado-programme-fault.h"
#include "mado-row.h"
#include "mado-town-file.h"

typedef struct {
  const MadoPiledSheet *sheet;
  guint place;      /* of its words in the drawer */
  guint first_page; /* of all, from 0 */
  guint n_pages;
} PressedLetter;

struct _MadoLetterPress {
  const MadoDeskClerk *clerk;
  const MadoLetterPile *pile;
  MadoLetterSource *source;
  const MadoLayout *layout;
  MadoLetterBook *book;
  MadoTownTable *towns; /* (nullable): without it there is no barcode */
  MadoLetterWriter *writer;
  MadoTypecase *typecase;
  MadoManuscriptDrawer *drawer;
  GArray *letters;          /* (element-type PressedLetter) */
  GPtrArray *faults;        /* (element-type MadoPressFault) */
  MadoLetterPressTold told; /* (nullable) */
  gpointer user_data;
};

static void
free_fault (gpointer data)
{
  MadoPressFault *self = data;

  g_free (self->mark);
  g_free (self->subject);
  g_free (self);
}

/**
 * mado_letter_press_free:
 * @self: (nullable) (transfer full): a press
 */
void
mado_letter_press_free (MadoLetterPress *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->letters);
  g_clear_pointer (&self->drawer, mado_manuscript_drawer_free);
  g_ptr_array_unref (self->faults);
  g_clear_pointer (&self->writer, mado_letter_writer_free);
  g_clear_pointer (&self->book, mado_letter_book_free);
  g_clear_pointer (&self->towns, mado_town_table_free);
  g_clear_pointer (&self->typecase, mado_typecase_free);
  g_clear_pointer (&self->source, mado_letter_source_free);
  g_free (self);
}

/* --- what it prints with ------------------------------------------------------------------------------------------ */

static gboolean
find_wording (MadoLetterPress *self, const char *letter, MadoEntity **out_wording, GError **error)
{
  g_autoptr (GPtrArray) templates = NULL;
  const MadoEntity *wording;

  if (!mado_id_is_valid (mado_json_get_id (mado_entity_get_body (self->pile->run), "wording")))
    return TRUE;
  templates = mado_letter_templates_load (self->clerk, letter, error);
  if (templates == NULL)
    return FALSE;
  wording = mado_letter_templates_find_of_run (templates, self->pile->run);
  if (wording == NULL)
    g_set_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED,
                 "the version of the letter \"%s\" that the run was made with is not here", letter);
  else
    *out_wording = mado_entity_ref ((gpointer) wording);

  return wording != NULL;
}

static gboolean
open_book (MadoLetterPress *self, const char *letter, GError **error)
{
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoEntity) wording = NULL;
  const MadoLetterText *text;

  self->source = mado_letter_source_load (self->clerk->programme, error);
  if (self->source == NULL || !find_wording (self, letter, &wording, error))
    return FALSE;
  self->book = mado_letter_source_read (self->source, letter,
                                        wording != NULL ? mado_letter_template_get_text (wording) : NULL, faults);
  text = self->book != NULL ? mado_section_find (self->book->letters, letter) : NULL;
  if (text == NULL) {
    g_set_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED, "there are no words for the letter \"%s\"",
                 letter);
    return FALSE;
  }
  self->layout = mado_letter_source_find_layout (self->source, text->layout);

  return TRUE;
}

/**
 * mado_letter_press_new:
 * @clerk: who prints; must outlive the press
 * @pile: a run; must outlive the press
 * @error: that there are no words for its letters, or no fonts
 *
 * Returns: (transfer full) (nullable): a press without letters
 */
MadoLetterPress *
mado_letter_press_new (const MadoDeskClerk *clerk, const MadoLetterPile *pile, GError **error)
{
  g_autoptr (MadoLetterPress) self = g_new0 (MadoLetterPress, 1);
  const char *letter = mado_json_get_text (mado_entity_get_body (pile->run), "letter");

  self->clerk = clerk;
  self->pile = pile;
  self->letters = g_array_new (FALSE, FALSE, sizeof (PressedLetter));
  self->drawer = mado_manuscript_drawer_new ();
  self->faults = g_ptr_array_new_with_free_func (free_fault);
  if (!open_book (self, letter, error))
    return NULL;
  self->towns = mado_town_file_load_default (NULL); /* ignored: without it there is no barcode */
  self->writer = mado_letter_writer_new (self->book, letter, mado_desk_get_programme (clerk->desk), self->towns, error);
  self->typecase = self->writer != NULL ? mado_typecase_new (error) : NULL;

  return self->typecase != NULL ? g_steal_pointer (&self) : NULL;
}

/* --- days --------------------------------------------------------------------------------------------------------- */

static MadoDate
read_day (yyjson_val *stamp)
{
  const MadoInstant at = { mado_json_get_number (stamp, "at") * 1000 };

  return at.microseconds > 0 ? mado_instant_get_japanese_day (at) : (MadoDate) { 0 };
}

static MadoDate
find_date (const MadoLetterPress *self)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (self->pile->run), "steps"));
  MadoDate found = mado_instant_get_japanese_day (self->clerk->now);

  for (yyjson_val *step = yyjson_arr_iter_next (&iter); step != NULL; step = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (step, "what"), MADO_LETTER_RUN_FROZEN) == 0)
      found = read_day (step);

  return found;
}

/* The day of the decision is that of the step that a decider signed. */
static MadoDate
find_decided (const MadoProgramme *programme, const MadoEntity *about)
{
  yyjson_val *done = yyjson_obj_get (mado_entity_get_body (about), "done");
  MadoDate found = { 0 };

  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);
    MadoDate day = transition->signed_by[0] != '\0' ? read_day (yyjson_obj_get (done, transition->id)) : found;

    if (mado_date_is_valid (day) && (!mado_date_is_valid (found) || mado_date_compare (day, found) > 0))
      found = day;
  }

  return found;
}

/* --- letters ------------------------------------------------------------------------------------------------------ */

static void
add_fault (MadoLetterPress *self, const MadoPiledSheet *sheet, const char *code, const char *subject)
{
  MadoPressFault *fault = g_new0 (MadoPressFault, 1);

  *fault = (MadoPressFault) { g_strdup (sheet->mark), g_intern_string (code), g_strdup (subject) };
  g_ptr_array_add (self->faults, fault);
}

static void
add_findings (MadoLetterPress *self, const MadoPiledSheet *sheet, const MadoFindings *findings)
{
  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    add_fault (self, sheet, finding->code, finding->field);
  }
}

/* A branch tells the sheet that is sent again from the first of its number. */
static char *
write_number (const MadoPiledSheet *sheet)
{
  gint64 branch = mado_json_get_number (mado_entity_get_body (sheet->letter), "branch");
  const char *number = mado_piled_sheet_get_number (sheet);

  if (number[0] == '\0')
    return NULL;

  return branch > 1 ? g_strdup_printf ("%sの%" G_GINT64_FORMAT, number, branch) : g_strdup (number);
}

static MadoManuscript *
write_letter (MadoLetterPress *self, const MadoPiledSheet *sheet, const MadoEntity *about, MadoFindings *findings)
{
  g_autofree char *number = write_number (sheet);
  g_autofree char *serial = g_strdup_printf ("%06" G_GINT64_FORMAT, mado_piled_sheet_get_serial (sheet));
  const MadoLetterOccasion occasion = { number, find_date (self), find_decided (self->clerk->programme, about),
                                        serial };

  return mado_letter_writer_write (self->writer, about, &self->clerk->person, &occasion, findings);
}

static void
press_letter (MadoLetterPress *self, const MadoPiledSheet *sheet, const MadoEntity *about)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoManuscript) manuscript = write_letter (self, sheet, about, findings);
  g_autoptr (MadoSetting) setting =
      manuscript != NULL ? mado_setting_new (self->typecase, self->layout, manuscript, findings) : NULL;
  PressedLetter pressed = { .sheet = sheet, .first_page = mado_letter_press_get_n_pages (self) };

  if (setting == NULL) {
    add_findings (self, sheet, findings);
    return;
  }
  pressed.n_pages = mado_setting_get_n_pages (setting);
  pressed.place = mado_manuscript_drawer_put (self->drawer, manuscript);
  g_array_append_val (self->letters, pressed);
}

/**
 * mado_letter_press_watch:
 * @self: a press
 * @told: is told how much of taking is done, and how much of printing
 * @user_data: for @told; has to stay as long as the press works
 */
void
mado_letter_press_watch (MadoLetterPress *self, MadoLetterPressTold told, gpointer user_data)
{
  self->told = told;
  self->user_data = user_data;
}

static void
tell (const MadoLetterPress *self, guint done, guint n_letters)
{
  if (self->told != NULL)
    self->told (self->user_data, done, n_letters);
}

typedef struct {
  MadoLetterPress *press;
  const char *mark; /* (nullable) */
  guint limit;
  GCancellable *cancellable;
} Taking;

static gboolean
is_wanted (const Taking *self, const MadoPiledSheet *sheet)
{
  if (self->mark != NULL)
    return strcmp (sheet->mark, self->mark) == 0;

  return sheet->state == MADO_PILED_GOOD || sheet->state == MADO_PILED_ENCLOSED;
}

static gboolean
take_letter (const Taking *self, MadoDatabase *database, const MadoPiledSheet *sheet, GError **error)
{
  g_auto (MadoRow) row = { 0 };

  if (!mado_row_find (database, mado_json_get_id (mado_entity_get_body (sheet->letter), "case"), &row, error))
    return FALSE;
  if (row.entity == NULL || strcmp (mado_entity_get_kind (row.entity), mado_case_kind.name) != 0)
    add_fault (self->press, sheet, MADO_LETTER_EMPTY, mado_case_kind.name);
  else
    press_letter (self->press, sheet, row.entity);

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gboolean
take_letters (MadoDatabase *database, gpointer request, GError **error)
{
  const Taking *self = request;
  const GPtrArray *sheets = self->press->pile->sheets;
  guint n_taken = 0;

  for (guint i = 0; i < sheets->len && n_taken < self->limit; i++) {
    const MadoPiledSheet *sheet = g_ptr_array_index (sheets, i);

    if (!is_wanted (self, sheet))
      continue;
    if (!take_letter (self, database, sheet, error))
      return FALSE;
    tell (self->press, ++n_taken, MIN (sheets->len, self->limit));
  }

  return TRUE;
}

/**
 * mado_letter_press_take:
 * @self: a press
 * @mark: (nullable): of the one sheet that is wanted; %NULL: all good sheets, in the order of packing
 * @limit: how many at most; a sample is the first few
 * @cancellable: (nullable): ends it between two letters
 * @error: that it was cancelled, or that the cases cannot be read
 *
 * What stands against a letter is among the faults.
 *
 * Returns: whether all that is wanted was looked at
 */
gboolean
mado_letter_press_take (MadoLetterPress *self, const char *mark, guint limit, GCancellable *cancellable, GError **error)
{
  Taking taking = { self, mark, limit, cancellable };

  return mado_desk_clerk_read (self->clerk, take_letters, &taking, error);
}

/**
 * mado_letter_press_get_faults:
 * @self: a press
 *
 * Returns: (transfer none) (element-type MadoPressFault): why letters are not on it
 */
const GPtrArray *
mado_letter_press_get_faults (const MadoLetterPress *self)
{
  return self->faults;
}

/**
 * mado_letter_press_get_n_letters:
 * @self: a press
 *
 * Returns: how many letters are on it
 */
guint
mado_letter_press_get_n_letters (const MadoLetterPress *self)
{
  return self->letters->len;
}

/* --- pages -------------------------------------------------------------------------------------------------------- */

/**
 * mado_letter_press_get_n_pages:
 * @self: a press
 *
 * Returns: how many pages its letters have
 */
guint
mado_letter_press_get_n_pages (const MadoLetterPress *self)
{
  const PressedLetter *last;

  if (self->letters->len == 0)
    return 0;
  last = &g_array_index (self->letters, PressedLetter, self->letters->len - 1);

  return last->first_page + last->n_pages;
}

/**
 * mado_letter_press_get_size:
 * @self: a press
 * @out_width: (out): of its pages, in millimeters
 * @out_height: (out): of its pages, in millimeters
 */
void
mado_letter_press_get_size (const MadoLetterPress *self, double *out_width, double *out_height)
{
  *out_width = self->layout->sheet.width;
  *out_height = self->layout->sheet.height;
}

static int
compare_pages (gconstpointer a, gconstpointer b)
{
  const PressedLetter *pressed = a;
  const guint page = *(const guint *) b;

  if (page < pressed->first_page)
    return 1;

  return page < pressed->first_page + pressed->n_pages ? 0 : -1;
}

static const PressedLetter *
find_pressed (const MadoLetterPress *self, guint page)
{
  guint place;

  return g_array_binary_search (self->letters, &page, compare_pages, &place)
             ? &g_array_index (self->letters, PressedLetter, place)
             : NULL;
}

/**
 * mado_letter_press_draw:
 * @self: a press
 * @page: one of its pages, from 0
 * @cairo: what it is drawn on, in points
 * @error: that it cannot be marked
 *
 * Returns: whether the page is drawn as it is in the PDF
 */
gboolean
mado_letter_press_draw (MadoLetterPress *self, guint page, cairo_t *cairo, GError **error)
{
  const PressedLetter *pressed = find_pressed (self, page);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoManuscript) manuscript = NULL;
  g_autoptr (MadoSetting) setting = NULL;
  g_autoptr (MadoPen) pen = NULL;

  g_return_val_if_fail (pressed != NULL, FALSE);
  manuscript = mado_manuscript_drawer_read (self->drawer, pressed->place);
  setting = mado_setting_new (self->typecase, self->layout, manuscript, findings);
  if (setting == NULL) {
    g_set_error_literal (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED,
                         "could not set a letter that could be set before");
    return FALSE;
  }
  if (!mado_print_run_mark (setting, mado_letter_pile_get_number (self->pile),
                            (guint) mado_piled_sheet_get_serial (pressed->sheet),
                            (guint) mado_piled_sheet_get_copy (pressed->sheet), error))
    return FALSE;
  pen = mado_pen_new_on (cairo);
  mado_pen_begin_page (pen, self->layout->sheet.width, self->layout->sheet.height);
  mado_setting_draw_page (setting, pen, page - pressed->first_page, 0, 0);
  mado_pen_end_page (pen);

  return TRUE;
}

/* Both have the mark of their letter: the sheet, and the label of its envelope. */
static gboolean
print_one (MadoLetterPress *self, const PressedLetter *pressed, MadoPrintRun *run, MadoPressPaper paper, GError **error)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoManuscript) letter = mado_manuscript_drawer_read (self->drawer, pressed->place);
  g_autoptr (MadoManuscript) label = paper == MADO_PRESS_LABELS ? mado_address_label_write (letter) : NULL;
  MadoPrinted printed;

  if (paper == MADO_PRESS_LABELS && label == NULL) {
    g_set_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED, "sheet %s says nowhere to whom it goes",
                 pressed->sheet->mark);
    return FALSE;
  }
  mado_print_run_go_to (run, (guint) mado_piled_sheet_get_serial (pressed->sheet),
                        (guint) mado_piled_sheet_get_copy (pressed->sheet));

  return mado_print_run_add (run, label != NULL ? label : letter, &printed, findings, error);
}

static gboolean
print_letters (
    MadoLetterPress *self, MadoPrintRun *run, MadoPressPaper paper, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->letters->len; i++) {
    if (!print_one (self, &g_array_index (self->letters, PressedLetter, i), run, paper, error) ||
        g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    tell (self, i + 1, self->letters->len);
  }

  return mado_print_run_finish (run, error);
}

static const MadoLayout *
find_layout (MadoLetterPress *self, MadoPressPaper paper, GError **error)
{
  const MadoLayout *layout = paper == MADO_PRESS_LABELS
                                 ? mado_letter_source_find_layout (self->source, MADO_ADDRESS_LABEL_LAYOUT)
                                 : self->layout;

  if (layout == NULL)
    g_set_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED, "there is no layout \"%s\"",
                 MADO_ADDRESS_LABEL_LAYOUT);

  return layout;
}

/**
 * mado_letter_press_print:
 * @self: a press with letters
 * @paper: what is printed of them
 * @stream: where the PDF goes, page by page; it stays open
 * @cancellable: (nullable): ends it between two letters
 * @error: that it was cancelled; that letters have faults, so that it would not be whole; that a letter says on its
 *   outside nobody to whom it goes; or why it could not be drawn
 *
 * Returns: whether all of them are in the stream, in the order of packing
 */
gboolean
mado_letter_press_print (
    MadoLetterPress *self, MadoPressPaper paper, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoManuscript) first = NULL;
  g_autoptr (MadoPrintRun) run = NULL;
  const MadoLayout *layout;

  if (self->faults->len > 0 || self->letters->len == 0) {
    g_set_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED,
                 "%u letters cannot be made, so none is printed", self->faults->len);
    return FALSE;
  }
  layout = find_layout (self, paper, error);
  if (layout == NULL)
    return FALSE;
  first = mado_manuscript_drawer_read (self->drawer, 0);
  run = mado_print_run_new (self->typecase, layout, stream, mado_letter_pile_get_number (self->pile), first->title,
                            find_date (self));

  return print_letters (self, run, paper, cancellable, error);
}
