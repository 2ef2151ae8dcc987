/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cases are tried one after another until one has all that the letter names; where none has, what the first lacks is
 * named in brackets. */

#include "mado-letter-sample.h"

#include "mado-case.h"
#include "mado-documents-error.h"
#include "mado-letter-writer.h"
#include "mado-print-run.h"
#include "mado-setting.h"
#include "mado-town-file.h"

#define RUN "SAMPLE" /* no run has this name: it stands in the mark */

struct _MadoLetterSample {
  MadoDate today;
  MadoLetterSource *source;
  const MadoLayout *layout;
  MadoTypecase *typecase;
  MadoManuscript *manuscript;
  MadoSetting *setting;   /* (nullable): there is no room for all of it */
  MadoFindings *findings; /* why */
};

/**
 * mado_letter_sample_free:
 * @self: (nullable) (transfer full): a sample
 */
void
mado_letter_sample_free (MadoLetterSample *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->setting, mado_setting_free);
  g_clear_pointer (&self->findings, mado_findings_free);
  g_clear_pointer (&self->manuscript, mado_manuscript_free);
  g_clear_pointer (&self->typecase, mado_typecase_free);
  g_clear_pointer (&self->source, mado_letter_source_free);
  g_free (self);
}

/* --- a case to write it to ---------------------------------------------------------------------------------------- */

typedef struct {
  const MadoDeskClerk *clerk;
  MadoLetterWriter *writer;
  MadoManuscript *manuscript; /* (nullable) */
  MadoManuscript *gapped;     /* (nullable): to the first case, with what it lacks in brackets */
  MadoFindings *findings;     /* (nullable): of the last case that it could not be written to */
} Trying;

static MadoManuscript *
write_to (Trying *self, MadoEntity *entity, gboolean is_sample)
{
  const MadoDate today = mado_instant_get_japanese_day (self->clerk->now);
  const MadoLetterOccasion occasion = { "第0号", today, today, "000001", is_sample };

  g_clear_pointer (&self->findings, mado_findings_free);
  self->findings = mado_findings_new ();

  return mado_letter_writer_write (self->writer, entity, &self->clerk->person, &occasion, self->findings);
}

static gboolean
try_case (gpointer user_data, MadoEntity *entity, G_GNUC_UNUSED GError **error)
{
  Trying *self = user_data;

  if (self->manuscript != NULL)
    return TRUE;
  if (self->gapped == NULL)
    self->gapped = write_to (self, entity, TRUE);
  self->manuscript = write_to (self, entity, FALSE);

  return TRUE;
}

static gboolean
try_cases (MadoDatabase *database, gpointer request, GError **error)
{
  return mado_desk_visit (database, mado_case_kind.name, NULL, try_case, request, error);
}

static void
name_missing (const Trying *self, GError **error)
{
  gboolean is_named = self->findings != NULL && mado_findings_get_count (self->findings) > 0;

  g_set_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED,
               "no case here has all that the letter names%s%s", is_named ? ": " : "",
               is_named ? mado_findings_get (self->findings, 0)->field : "");
}

static gboolean
write_sample (
    MadoLetterSample *self, const MadoDeskClerk *clerk, const MadoLetterBook *book, const char *letter, GError **error)
{
  g_autoptr (MadoTownTable) towns = mado_town_file_load_default (NULL); /* ignored: without it there is no barcode */
  g_autoptr (MadoLetterWriter) writer =
      mado_letter_writer_new (book, letter, mado_desk_get_programme (clerk->desk), towns, error);
  Trying trying = { .clerk = clerk, .writer = writer };
  gboolean is_read = writer != NULL && mado_desk_clerk_read (clerk, try_cases, &trying, error);

  self->manuscript = trying.manuscript != NULL ? trying.manuscript : g_steal_pointer (&trying.gapped);
  if (is_read && self->manuscript == NULL)
    name_missing (&trying, error);
  g_clear_pointer (&trying.gapped, mado_manuscript_free);
  g_clear_pointer (&trying.findings, mado_findings_free);

  return is_read && self->manuscript != NULL;
}

/**
 * mado_letter_sample_new:
 * @clerk: who looks at it
 * @letter: of the programme
 * @text: (nullable): what it would say; %NULL: what the programme's book says
 * @faults: (element-type MadoProgrammeFault): takes everything that is wrong with it
 * @error: why it cannot be shown; not set where the faults say it
 *
 * Returns: (transfer full) (nullable): the letter to somebody at this profile to whom all of it can be written
 */
MadoLetterSample *
mado_letter_sample_new (
    const MadoDeskClerk *clerk, const char *letter, const char *text, GPtrArray *faults, GError **error)
{
  g_autoptr (MadoLetterSample) self = g_new0 (MadoLetterSample, 1);
  g_autoptr (MadoLetterBook) book = NULL;
  const MadoLetterText *words;

  self->today = mado_instant_get_japanese_day (clerk->now);
  self->source = mado_letter_source_load (clerk->programme, error);
  book = self->source != NULL ? mado_letter_source_read (self->source, letter, text, faults) : NULL;
  if (book == NULL)
    return NULL;
  words = mado_section_find (book->letters, letter);
  if (words == NULL) {
    g_set_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED, "there are no words for the letter \"%s\"",
                 letter);
    return NULL;
  }
  self->layout = mado_letter_source_find_layout (self->source, words->layout);
  self->typecase = mado_typecase_new (error);
  if (self->typecase == NULL || !write_sample (self, clerk, book, letter, error))
    return NULL;
  self->findings = mado_findings_new ();
  self->setting = mado_setting_new (self->typecase, self->layout, self->manuscript, self->findings);

  return g_steal_pointer (&self);
}

/* --- paper -------------------------------------------------------------------------------------------------------- */

/**
 * mado_letter_sample_get_size:
 * @self: a sample
 * @out_width: (out): of its sheet, in millimeters
 * @out_height: (out): of its sheet
 */
void
mado_letter_sample_get_size (const MadoLetterSample *self, double *out_width, double *out_height)
{
  *out_width = self->layout->sheet.width;
  *out_height = self->layout->sheet.height;
}

/**
 * mado_letter_sample_get_findings:
 * @self: a sample
 *
 * Returns: (transfer none): what has no room on the sheet, and which characters no font has
 */
const MadoFindings *
mado_letter_sample_get_findings (const MadoLetterSample *self)
{
  return self->findings;
}

/**
 * mado_letter_sample_get_n_pages:
 * @self: a sample
 *
 * Returns: how many pages it has; none where it does not fit
 */
guint
mado_letter_sample_get_n_pages (const MadoLetterSample *self)
{
  return self->setting != NULL ? mado_setting_get_n_pages (self->setting) : 0;
}

/* Codes are for machines. */
static void
append_block (GString *words, const MadoBlock *block)
{
  if (block->kind == MADO_BLOCK_TEXT)
    g_string_append_printf (words, "%s\n", block->text);
  for (guint i = 0; i < block->rows->len; i++) {
    g_autofree char *row = g_strjoinv ("　", g_ptr_array_index (block->rows, i));

    g_string_append_printf (words, "%s\n", row);
  }
}

/**
 * mado_letter_sample_dup_words:
 * @self: a sample
 *
 * Returns: (transfer full): what somebody reads who hears the page, in the order of the letter; "" where it does not
 * fit
 */
char *
mado_letter_sample_dup_words (const MadoLetterSample *self)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; self->setting != NULL && i < self->manuscript->blocks->len; i++)
    append_block (words, g_ptr_array_index (self->manuscript->blocks, i));

  return g_string_free_and_steal (words);
}

/**
 * mado_letter_sample_draw:
 * @self: a sample
 * @page: one of its pages, from 0
 * @cairo: what it is drawn on, in points
 */
void
mado_letter_sample_draw (const MadoLetterSample *self, guint page, cairo_t *cairo)
{
  g_autoptr (MadoPen) pen = mado_pen_new_on (cairo);

  g_return_if_fail (page < mado_letter_sample_get_n_pages (self));
  mado_pen_begin_page (pen, self->layout->sheet.width, self->layout->sheet.height);
  mado_setting_draw_page (self->setting, pen, page, 0, 0);
  mado_pen_end_page (pen);
}

/**
 * mado_letter_sample_print:
 * @self: a sample
 * @error: that there is no room for all of it, or why it cannot be drawn
 *
 * Returns: (transfer full) (nullable): it as PDF
 */
GBytes *
mado_letter_sample_print (MadoLetterSample *self, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoPrintRun) run =
      mado_print_run_new (self->typecase, self->layout, stream, RUN, self->manuscript->title, self->today);
  MadoPrinted printed;

  if (!mado_print_run_add (run, self->manuscript, &printed, findings, error) || !mado_print_run_finish (run, error) ||
      !g_output_stream_close (stream, NULL, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}
