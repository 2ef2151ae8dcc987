/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 5,600 pressure-sealed postcards and 25,000 labels, against as many blank pages by the same pen, which is the least
 * that a PDF of that length can cost; and how much memory a run has taken when it is half done and done. */

#include <stdio.h>
#include <string.h>

#include "mado-bench.h"
#include "mado-canonical-json.h"
#include "mado-letter-writer.h"
#include "mado-print-run.h"
#include "mado-programme-fault.h"

#define N_CARDS 5600
#define N_LABELS 25000

static const char full_case[] =
    "{\"body\":{\"items\":{\"postal_code\":\"1600022\",\"address\":\"東京都新宿区新宿1-2-3 見本荘101\","
    "\"name\":{\"kanji\":\"見本 花子\"},\"control_no\":\"0000012345\",\"amount\":50000,"
    "\"transfer_date\":\"2025-05-20\"}},"
    "\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ab\",\"kind\":\"case\",\"state\":\"decided\",\"version\":9}";

typedef struct {
  MadoTypecase *typecase;
  MadoProgramme *programme;
  MadoLayout *card;
  MadoLayout *labels;
  MadoLetterBook *book;
  MadoEntity *entity;
  GOutputStream *nowhere;
  guint n_card_rounds;
  guint n_label_rounds;
} Load;

static GBytes *
load_file (const char *path)
{
  char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL))
    g_error ("cannot read %s: measure from the top of the tree", path);

  return g_bytes_new_take (text, length);
}

static const MadoLayout *
find_layout_cb (gpointer user_data, const char *id)
{
  static GHashTable *layouts = NULL;
  g_autofree char *path = g_strdup_printf ("data/layouts/%s.json", id);
  g_autoptr (GBytes) file = load_file (path);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();

  if (layouts == NULL)
    layouts = g_hash_table_new (g_str_hash, g_str_equal);
  if (!g_hash_table_contains (layouts, id))
    g_hash_table_insert (layouts, g_strdup (id), mado_layout_read (file, faults));

  return g_hash_table_lookup (layouts, id);
}

/* Kilobytes that are in memory now. */
static gint64
measure_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, "VmRSS:");

  return line != NULL ? g_ascii_strtoll (line + strlen ("VmRSS:"), NULL, 10) : 0;
}

/* In the first round alone. */
static void
say_memory (guint *rounds, guint done, guint all)
{
  if (*rounds == 0 && (done == all / 10 || done == all / 2 || done == all))
    printf ("  after %u documents: %" G_GINT64_FORMAT " KB\n", done, measure_memory ());
}

static MadoPrintRun *
begin (Load *load, const MadoLayout *layout)
{
  return mado_print_run_new (load->typecase, layout, load->nowhere, "R1", "bench", (MadoDate) { 2025, 5, 8 });
}

static void
print_cards (gpointer data)
{
  Load *load = data;
  g_autoptr (MadoLetterWriter) writer = mado_letter_writer_new (load->book, "decision", load->programme, NULL, NULL);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoPrintRun) run = begin (load, load->card);
  const MadoPerson person = { "p-001", (const char *const[]) { "print", NULL } };
  const MadoLetterOccasion occasion = { "7新健健第1号", { 2025, 5, 8 }, { 2025, 5, 1 }, "000001" };

  for (guint i = 1; i <= N_CARDS; i++) {
    g_autoptr (MadoManuscript) letter = mado_letter_writer_write (writer, load->entity, &person, &occasion, findings);
    MadoPrinted printed;

    if (letter == NULL || !mado_print_run_add (run, letter, &printed, findings, NULL))
      g_error ("a card cannot be made");
    say_memory (&load->n_card_rounds, i, N_CARDS);
  }
  if (!mado_print_run_finish (run, NULL))
    g_error ("the run cannot be finished");
  load->n_card_rounds++;
}

static void
print_labels (gpointer data)
{
  Load *load = data;
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoPrintRun) run = begin (load, load->labels);

  for (guint i = 1; i <= N_LABELS; i++) {
    g_autoptr (MadoManuscript) label = mado_manuscript_new ("");
    MadoPrinted printed;

    mado_manuscript_add (label, MADO_BLOCK_TEXT, "postal", "address", "postal", "〒160-0022");
    mado_manuscript_add (label, MADO_BLOCK_TEXT, "address", "address", "address", "東京都新宿区新宿1-2-3 見本荘101");
    mado_manuscript_add (label, MADO_BLOCK_TEXT, "name", "address", "name", "見本 花子　様");
    if (!mado_print_run_add (run, label, &printed, findings, NULL))
      g_error ("a label cannot be made");
    say_memory (&load->n_label_rounds, i, N_LABELS);
  }
  if (!mado_print_run_finish (run, NULL))
    g_error ("the run cannot be finished");
  load->n_label_rounds++;
}

static void
print_blank (Load *load, const MadoLayout *layout, guint n_pages)
{
  g_autoptr (MadoPen) pen = mado_pen_new (load->nowhere, "blank", (MadoDate) { 2025, 5, 8 });

  for (guint i = 0; i < n_pages; i++) {
    mado_pen_begin_page (pen, layout->sheet.width, layout->sheet.height);
    mado_pen_end_page (pen);
  }
  if (!mado_pen_finish (pen, NULL))
    g_error ("the run cannot be finished");
}

static void
print_blank_cards (gpointer data)
{
  Load *load = data;

  print_blank (load, load->card, 2 * N_CARDS);
}

static void
print_blank_labels (gpointer data)
{
  Load *load = data;

  print_blank (load, load->labels, (N_LABELS + 23) / 24);
}

int
main (void)
{
  g_autoptr (GFile) null = g_file_new_for_path ("/dev/null");
  g_autoptr (GFileOutputStream) nowhere = g_file_append_to (null, G_FILE_CREATE_NONE, NULL, NULL);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (GBytes) programme = load_file ("data/programmes/ninpu-r7.json");
  g_autoptr (GBytes) book = load_file ("data/letters/ninpu-r7.json");
  g_autoptr (GBytes) text = mado_canonical_json_from_text (full_case, strlen (full_case), NULL);
  Load load = { .nowhere = G_OUTPUT_STREAM (nowhere) };

  load.typecase = mado_typecase_new (NULL);
  load.programme = mado_programme_read (programme, faults);
  load.card = (MadoLayout *) find_layout_cb (NULL, "hagaki-v");
  load.labels = (MadoLayout *) find_layout_cb (NULL, "labels-24");
  load.book = mado_letter_book_read (book, load.programme, find_layout_cb, NULL, faults);
  load.entity = mado_entity_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), NULL);
  if (load.typecase == NULL || load.book == NULL || load.entity == NULL)
    g_error ("nothing to measure");
  mado_bench_compare ("5,600 postcards of 2 pages", print_cards, "11,200 blank pages", print_blank_cards, &load);
  mado_bench_compare ("25,000 labels on 1,042 sheets", print_labels, "1,042 blank pages", print_blank_labels, &load);

  return 0;
}
