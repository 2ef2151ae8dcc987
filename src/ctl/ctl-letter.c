/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl letter …`: the words of a programme's letters, checked, and letters made of them. */

#include <stdio.h>
#include <string.h>

#include "ctl-lines.h"
#include "ctl-programme.h"
#include "mado-instant.h"
#include "mado-letter-book-reader.h"
#include "mado-letter-writer.h"
#include "mado-print-run.h"
#include "mado-programme-fault.h"
#include "mado-reference-file.h"
#include "mado-town-file.h"

/* --- what it works with ------------------------------------------------------------------------------------------ */

/* Layouts are read as letters name them. */
typedef struct {
  MadoCtlCall *call;
  const char *folder;  /* (nullable): NULL: where they are installed */
  GHashTable *layouts; /* id → (element-type MadoLayout) */
  gboolean has_faults;
  MadoProgramme *programme;
  MadoLetterBook *book;
} Desk;

static void
clear_desk (Desk *desk)
{
  g_clear_pointer (&desk->book, mado_letter_book_free);
  g_clear_pointer (&desk->programme, mado_programme_unref);
  g_clear_pointer (&desk->layouts, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, clear_desk)

static GBytes *
load_file (const char *path, GError **error)
{
  char *text = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &text, &length, error) ? g_bytes_new_take (text, length) : NULL;
}

static char *
find_path (const Desk *desk, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);
  g_autofree char *place = g_build_filename ("layouts", name, NULL);

  return desk->folder != NULL ? g_build_filename (desk->folder, name, NULL)
                              : mado_reference_file_dup_sample_path (place);
}

static const MadoLayout *
find_layout_cb (gpointer user_data, const char *id)
{
  Desk *desk = user_data;
  MadoLayout *layout = g_hash_table_lookup (desk->layouts, id);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autofree char *path = NULL;
  g_autoptr (GBytes) file = NULL;

  if (layout != NULL || id[strcspn (id, "/\\")] != '\0')
    return layout;
  path = find_path (desk, id);
  file = load_file (path, NULL); /* ignored: that there is no such layout is a fault of the letter */
  if (file == NULL)
    return NULL;
  layout = mado_layout_read (file, faults);
  if (layout == NULL && !desk->has_faults) {
    mado_ctl_say_faults (desk->call, path, faults);
    desk->has_faults = TRUE;
  }
  if (layout != NULL)
    g_hash_table_insert (desk->layouts, g_strdup (id), layout);

  return layout;
}

/* Returns: whether programme and letters are there and have no fault; else the answer says what is wrong */
static gboolean
open_desk (MadoCtlCall *call, Desk *desk, const char *path)
{
  const char *programme = mado_ctl_get_option (call, "programme");
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = load_file (path, &error);

  *desk = (Desk) { .call = call, .folder = mado_ctl_get_option (call, "layouts") };
  desk->layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) mado_layout_free);
  if (file == NULL) {
    mado_ctl_refuse (call, "%s", error->message);
    return FALSE;
  }
  desk->programme = mado_ctl_open_programme (call, programme);
  if (desk->programme == NULL)
    return FALSE;
  desk->book = mado_letter_book_read (file, desk->programme, find_layout_cb, desk, faults);
  if (desk->book == NULL && !desk->has_faults)
    mado_ctl_say_faults (call, path, faults);

  return desk->book != NULL && !desk->has_faults;
}

/* --- check -------------------------------------------------------------------------------------------------------- */

static MadoCtlStatus
run_check (MadoCtlCall *call)
{
  g_auto (Desk) desk = { 0 };

  if (mado_ctl_get_option (call, "programme") == NULL)
    return mado_ctl_wrong_usage (call, "--programme needs FILE");
  if (!open_desk (call, &desk, mado_ctl_get_argument (call, 0)))
    return MADO_CTL_REFUSED;
  mado_ctl_answer_string (call, "programme", desk.programme->identity.id);
  mado_ctl_answer_number (call, "letters", mado_section_get_count (desk.book->letters));
  json_builder_set_member_name (call->answer, "faults");
  json_builder_begin_array (call->answer);
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

/* --- make --------------------------------------------------------------------------------------------------------- */

/* One run while it is made. */
typedef struct {
  MadoCtlCall *call;
  const Desk *desk;
  MadoLetterWriter *writer;
  MadoPrintRun *run;
  MadoPerson person;
  MadoLetterOccasion occasion;
  MadoFindings *findings; /* of the whole run */
  const char *state;      /* (nullable): only cases in it */
  guint first_number;     /* of the documents; what is refused takes none */
  guint first_serial;     /* in the run */
  guint copy;
  guint n_refused;
} Making;

/* A place for the number in what the office calls its documents: "7新健健第%号". */
static char *
write_number (const Making *making)
{
  const char *pattern = mado_ctl_get_option (making->call, "number");
  const char *place = pattern != NULL ? strchr (pattern, '%') : NULL;

  if (place == NULL)
    return g_strdup (pattern);

  return g_strdup_printf ("%.*s%u%s", (int) (place - pattern), pattern,
                          making->first_number + mado_print_run_get_n_documents (making->run), place + 1);
}

static void
take_findings (Making *making, const MadoFindings *found, guint64 line)
{
  for (guint i = 0; i < mado_findings_get_count (found); i++) {
    const MadoFinding *finding = mado_findings_get (found, i);

    mado_findings_add (making->findings, finding->code, line, 0, finding->field);
  }
  making->n_refused++;
}

/* Returns: FALSE where the run cannot go on; what stands against one case is a finding and the others go on */
static gboolean
make_one (Making *making, const MadoEntity *entity, guint64 line, GError **error)
{
  g_autoptr (MadoFindings) found = mado_findings_new ();
  g_autofree char *number = write_number (making);
  g_autofree char *serial =
      g_strdup_printf ("%06u", making->first_serial + mado_print_run_get_n_documents (making->run));
  g_autoptr (MadoManuscript) manuscript = NULL;
  g_autoptr (GError) refusal = NULL;
  MadoPrinted printed;

  making->occasion.number = number;
  making->occasion.serial = serial;
  manuscript = mado_letter_writer_write (making->writer, entity, &making->person, &making->occasion, found);
  if (manuscript != NULL && mado_print_run_add (making->run, manuscript, &printed, found, &refusal))
    return TRUE;
  if (mado_findings_get_count (found) == 0) {
    g_propagate_error (error, g_steal_pointer (&refusal));
    return FALSE;
  }
  take_findings (making, found, line);

  return TRUE;
}

static gboolean
is_wanted (const Making *making, const MadoEntity *entity)
{
  return strcmp (mado_entity_get_kind (entity), "case") == 0 &&
         (making->state == NULL || strcmp (mado_entity_get_state (entity), making->state) == 0);
}

static gboolean
make_line (gpointer user_data, const char *line, gsize length, guint64 number, GError **error)
{
  Making *making = user_data;
  g_autoptr (MadoEntity) entity = mado_entity_read (line, length, error);

  return entity != NULL && (!is_wanted (making, entity) || make_one (making, entity, number, error));
}

/* Returns: whether it is a number from 1, which it is unless told */
static gboolean
read_number (MadoCtlCall *call, const char *option, guint *out_number)
{
  const char *text = mado_ctl_get_option (call, option);
  guint64 number = 1;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, 9999999, &number, NULL))
    return FALSE;
  *out_number = (guint) number;

  return TRUE;
}

static gboolean
read_day (MadoCtlCall *call, const char *option, MadoDate *day)
{
  const char *text = mado_ctl_get_option (call, option);

  if (text != NULL)
    *day = mado_date_from_iso (text);

  return text == NULL || mado_date_is_valid (*day);
}

/* A file with a refused letter would be a run that is not whole, so there is none. */
static MadoCtlStatus
finish (Making *making, GOutputStream *stream, GFile *part, GFile *whole)
{
  MadoCtlCall *call = making->call;
  g_autoptr (GError) error = NULL;

  mado_ctl_answer_number (call, "documents", mado_print_run_get_n_documents (making->run));
  mado_ctl_answer_number (call, "pages", mado_print_run_get_n_pages (making->run));
  mado_ctl_answer_findings (call, "findings", making->findings);
  if (making->n_refused == 0 && mado_print_run_get_n_documents (making->run) > 0)
    return mado_print_run_finish (making->run, &error) && g_output_stream_close (stream, NULL, &error) &&
                   g_file_move (part, whole, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error)
               ? MADO_CTL_OK
               : mado_ctl_refuse (call, "%s", error->message);
  if (making->n_refused == 0)
    return mado_ctl_refuse (call, "there is no case to write to");
  for (guint i = 0; i < mado_findings_get_count (making->findings) && !call->json; i++) {
    const MadoFinding *finding = mado_findings_get (making->findings, i);

    printf ("line %" G_GUINT64_FORMAT ": %s %s\n", finding->record, finding->code, finding->field);
  }

  return mado_ctl_refuse (call, "%u letters cannot be made, so none was", making->n_refused);
}

static MadoCtlStatus
make_run (MadoCtlCall *call, Making *making, GFile *part)
{
  const char *run = mado_ctl_get_option (call, "run");
  const MadoLetterText *letter = mado_section_find (making->desk->book->letters, mado_ctl_get_option (call, "letter"));
  const MadoLayout *layout = g_hash_table_lookup (making->desk->layouts, letter->layout);
  g_autoptr (GFile) whole = g_file_new_for_path (mado_ctl_get_option (call, "out"));
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTypecase) typecase = mado_typecase_new (&error);
  g_autoptr (GFileOutputStream) stream =
      typecase != NULL ? g_file_replace (part, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, &error) : NULL;

  if (stream == NULL)
    return mado_ctl_refuse (call, "%s", error->message);
  making->run = mado_print_run_new (typecase, layout, G_OUTPUT_STREAM (stream), run != NULL ? run : "R1", letter->title,
                                    making->occasion.date);
  mado_print_run_go_to (making->run, making->first_serial, making->copy);
  MadoCtlStatus status = mado_ctl_read_lines (mado_ctl_get_argument (call, 1), make_line, making, &error)
                             ? finish (making, G_OUTPUT_STREAM (stream), part, whole)
                             : mado_ctl_refuse (call, "%s", error->message);

  g_clear_pointer (&making->run, mado_print_run_free);

  return status;
}

/* What is half made has another name, and goes. */
static MadoCtlStatus
make_beside (MadoCtlCall *call, Making *making)
{
  g_autofree char *path = g_strconcat (mado_ctl_get_option (call, "out"), ".part", NULL);
  g_autoptr (GFile) part = g_file_new_for_path (path);
  g_autoptr (MadoTownTable) towns = mado_town_file_load_default (NULL); /* ignored: without it there is no barcode */
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoLetterWriter) writer = mado_letter_writer_new (
      making->desk->book, mado_ctl_get_option (call, "letter"), making->desk->programme, towns, &error);
  MadoCtlStatus status;

  if (writer == NULL)
    return mado_ctl_refuse (call, "%s", error->message);
  making->writer = writer;
  status = make_run (call, making, part);
  if (status != MADO_CTL_OK)
    g_file_delete (part, NULL, NULL); /* ignored: it may never have been there */

  return status;
}

static MadoCtlStatus
run_make (MadoCtlCall *call)
{
  const char *const *roles = mado_ctl_get_options (call, "as");
  g_auto (Desk) desk = { 0 };
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  Making making = { .call = call, .desk = &desk, .findings = findings, .state = mado_ctl_get_option (call, "state") };

  for (const char *const *name = (const char *const[]) { "programme", "letter", "out", "as", NULL }; *name != NULL;
       name++)
    if (mado_ctl_get_option (call, *name) == NULL)
      return mado_ctl_wrong_usage (call, "--%s has to be given", *name);
  making.occasion.date = mado_instant_get_japanese_day (mado_instant_now ());
  if (!read_day (call, "date", &making.occasion.date) || !read_day (call, "decided", &making.occasion.decided))
    return mado_ctl_wrong_usage (call, "--date and --decided need a date such as 2025-04-01");
  if (!read_number (call, "first", &making.first_number) || !read_number (call, "serial", &making.first_serial) ||
      !read_number (call, "copy", &making.copy))
    return mado_ctl_wrong_usage (call, "--first, --serial and --copy need a number from 1");
  making.person = (MadoPerson) { "", roles };
  if (!open_desk (call, &desk, mado_ctl_get_argument (call, 0)))
    return MADO_CTL_REFUSED;

  return make_beside (call, &making);
}

const MadoCtlVerb mado_ctl_letter_verbs[] = {
  { "letter",
    "check",
    "BOOK",
    1,
    1,
    "the words of a programme's letters: everything wrong, with its place",
    run_check,
    { { "programme", "FILE", "the programme whose letters they are" },
      { "layouts", "DIR", "other layouts than those that are installed" } } },
  { "letter",
    "make",
    "BOOK ENTITIES",
    2,
    2,
    "a PDF with one letter to each case of a file that has an entity a line",
    run_make,
    { { "programme", "FILE", "the programme whose letters they are" },
      { "letter", "ID", "which letter" },
      { "out", "PDF", "where to write it; it is written as a whole or not at all" },
      { "as", "ROLE", "the role of whoever makes it; may be given several times" },
      { "state", "STATE", "only to cases in this state" },
      { "date", "DATE", "the day that stands on it; today unless told" },
      { "decided", "DATE", "the day of the decision" },
      { "number", "TEXT", "the document number, with % where it counts" },
      { "first", "N", "with which number it begins; 1 unless told" },
      { "run", "ID", "what the marks on the sheets call the run; R1 unless told" },
      { "serial", "N", "with which place in the run it begins; 1 unless told" },
      { "copy", "N", "which copy it is: 2 in the place of a sheet that was spoiled; 1 unless told" },
      { "layouts", "DIR", "other layouts than those that are installed" } } },
  {},
};
