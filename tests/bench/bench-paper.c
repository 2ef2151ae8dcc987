/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 5,600 pressure-sealed postcards and 25,000 labels to different people, against as many blank pages by the same pen,
 * which is the least that a PDF of that length can cost; how many pages a second that is; and how much memory a run has
 * taken when a tenth of it, half of it and all of it is done. `bench-paper 10` makes a tenth of each. */

#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "mado-bench.h"
#include "mado-canonical-json.h"
#include "mado-letter-book-reader.h"
#include "mado-letter-writer.h"
#include "mado-manuscript-drawer.h"
#include "mado-print-run.h"
#include "mado-programme-fault.h"

#define N_CARDS 5600
#define N_LABELS 25000
#define N_FEW 100 /* cards of two pages, which somebody waits for */

static const char full_case[] =
    "{\"body\":{\"items\":{\"postal_code\":\"1600022\",\"address\":\"%s\",\"name\":{\"kanji\":\"%s\"},"
    "\"control_no\":\"%010u\",\"amount\":50000,\"transfer_date\":\"2025-05-20\"}},"
    "\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ab\",\"kind\":\"case\",\"state\":\"decided\",\"version\":9}";

/* Made up, some of them with characters that one font alone has. */
static const char *const families[] = { "見本", "佐藤", "髙橋",   "𠮷田",   "渡邉",     "葛󠄃西", "濵﨑",
                                        "德永", "桒原", "纐纈",   "小鳥遊", "勅使河原", "山﨑", "槗本",
                                        "鈴木", "田中", "五十嵐", "長谷川", "辻󠄂",       "薗部" };
static const char *const givens[] = { "花子",   "太郎",   "さくら", "凜",     "蓮",   "陽葵", "大翔",
                                      "結愛",   "悠真",   "芽依",   "翔",     "美咲", "健",   "優子",
                                      "アンナ", "眞由美", "惠",     "龍之介", "莉子", "一郎" };
static const char *const towns[] = { "新宿",   "西新宿",   "歌舞伎町", "四谷",   "市谷田町",
                                     "神楽坂", "高田馬場", "大久保",   "中落合", "早稲田鶴巻町" };

typedef struct {
  MadoTypecase *typecase;
  MadoProgramme *programme;
  MadoLayout *card;
  MadoLayout *labels;
  MadoLetterBook *book;
  GPtrArray *entities; /* (element-type MadoEntity): of each card */
  guint n_cards;
  guint n_labels;
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

static char *
dup_name (guint i)
{
  return g_strdup_printf ("%s %s", families[i % G_N_ELEMENTS (families)],
                          givens[i / G_N_ELEMENTS (families) % G_N_ELEMENTS (givens)]);
}

static char *
dup_address (guint i)
{
  return g_strdup_printf ("東京都新宿区%s%u-%u-%u 見本荘%u", towns[i % G_N_ELEMENTS (towns)], 1 + i % 8, 1 + i % 29,
                          1 + i % 17, 101 + i % 800);
}

static MadoEntity *
make_entity (guint i)
{
  g_autofree char *name = dup_name (i), *address = dup_address (i);
  g_autofree char *text = g_strdup_printf (full_case, address, name, i + 1);
  g_autoptr (GBytes) canonical = mado_canonical_json_from_text (text, strlen (text), NULL);

  return mado_entity_read (g_bytes_get_data (canonical, NULL), g_bytes_get_size (canonical), NULL);
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
    printf ("  after %u documents: %" G_GINT64_FORMAT " KB, of them %zu KB in use\n", done, measure_memory (),
            (mallinfo2 ().uordblks + mallinfo2 ().hblkhd) / 1024);
}

static MadoPrintRun *
begin (Load *load, const MadoLayout *layout)
{
  return mado_print_run_new (load->typecase, layout, load->nowhere, "R1", "bench", (MadoDate) { 2025, 5, 8 });
}

static void
print_letters (Load *load, guint n_letters)
{
  g_autoptr (MadoLetterWriter) writer = mado_letter_writer_new (load->book, "decision", load->programme, NULL, NULL);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoPrintRun) run = begin (load, load->card);
  const MadoPerson person = { "p-001", (const char *const[]) { "print", NULL } };
  const MadoLetterOccasion occasion = { "7新健健第1号", { 2025, 5, 8 }, { 2025, 5, 1 }, "000001" };

  for (guint i = 1; i <= n_letters; i++) {
    g_autoptr (MadoManuscript) letter =
        mado_letter_writer_write (writer, g_ptr_array_index (load->entities, i - 1), &person, &occasion, findings);
    MadoPrinted printed;

    if (letter == NULL || !mado_print_run_add (run, letter, &printed, findings, NULL))
      g_error ("a card cannot be made");
    if (n_letters == load->n_cards)
      say_memory (&load->n_card_rounds, i, n_letters);
  }
  if (!mado_print_run_finish (run, NULL))
    g_error ("the run cannot be finished");
}

static void
print_cards (gpointer data)
{
  Load *load = data;

  print_letters (load, load->n_cards);
  load->n_card_rounds++;
}

static void
print_few (gpointer data)
{
  print_letters (data, N_FEW);
}

static void
print_labels (gpointer data)
{
  Load *load = data;
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoPrintRun) run = begin (load, load->labels);

  for (guint i = 1; i <= load->n_labels; i++) {
    g_autoptr (MadoManuscript) label = mado_manuscript_new ("");
    g_autofree char *person = dup_name (i), *address = dup_address (i), *name = g_strconcat (person, "　様", NULL);
    MadoPrinted printed;

    mado_manuscript_add (label, MADO_BLOCK_TEXT, "postal", "address", "postal", "〒160-0022");
    mado_manuscript_add (label, MADO_BLOCK_TEXT, "address", "address", "address", address);
    mado_manuscript_add (label, MADO_BLOCK_TEXT, "name", "address", "name", name);
    if (!mado_print_run_add (run, label, &printed, findings, NULL))
      g_error ("a label cannot be made");
    say_memory (&load->n_label_rounds, i, load->n_labels);
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

  print_blank (load, load->card, 2 * load->n_cards);
}

static void
print_blank_few (gpointer data)
{
  Load *load = data;

  print_blank (load, load->card, 2 * N_FEW);
}

static guint
count_label_sheets (const Load *load)
{
  const guint n_cells = mado_layout_get_n_cells (load->labels);

  return (load->n_labels + n_cells - 1) / n_cells;
}

static void
print_blank_labels (gpointer data)
{
  Load *load = data;

  print_blank (load, load->labels, count_label_sheets (load));
}

static void
compare (Load *load, const char *what, guint n_pages, MadoBenchWork work, MadoBenchWork floor)
{
  g_autofree char *blank = g_strdup_printf ("%u blank pages", n_pages);
  const double milliseconds = mado_bench_compare (what, work, blank, floor, load);

  printf ("  %.0f pages a second\n", n_pages * 1000 / milliseconds);
}

static void
compare_all (Load *load)
{
  g_autofree char *cards = g_strdup_printf ("%u postcards of 2 pages", load->n_cards);
  g_autofree char *labels = g_strdup_printf ("%u labels on %u sheets", load->n_labels, count_label_sheets (load));

  for (guint i = 0; i < MAX (load->n_cards, N_FEW); i++)
    g_ptr_array_add (load->entities, make_entity (i));
  compare (load, "200 pages", 2 * N_FEW, print_few, print_blank_few);
  compare (load, cards, 2 * load->n_cards, print_cards, print_blank_cards);
  compare (load, labels, count_label_sheets (load), print_labels, print_blank_labels);
}

/* A press keeps what its letters say until it goes, so that nobody prints anything else than was looked at. */
static void
say_kept (Load *load)
{
  g_autoptr (MadoManuscriptDrawer) drawer = mado_manuscript_drawer_new ();
  g_autoptr (MadoLetterWriter) writer = mado_letter_writer_new (load->book, "decision", load->programme, NULL, NULL);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  const MadoPerson person = { "p-001", (const char *const[]) { "print", NULL } };
  const gsize before = mallinfo2 ().uordblks;

  for (guint i = 0; i < load->entities->len; i++) {
    g_autofree char *number = g_strdup_printf ("7新健健第%u号", i + 1), *serial = g_strdup_printf ("%06u", i + 1);
    const MadoLetterOccasion occasion = { number, { 2025, 5, 8 }, { 2025, 5, 1 }, serial };
    g_autoptr (MadoManuscript) letter =
        mado_letter_writer_write (writer, g_ptr_array_index (load->entities, i), &person, &occasion, findings);

    mado_manuscript_drawer_put (drawer, letter);
  }
  printf ("a press keeps of each of %u letters: %zu bytes\n", load->entities->len,
          (mallinfo2 ().uordblks - before) / load->entities->len);
}

int
main (int argc, char **argv)
{
  const guint part = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 1;

  g_autoptr (GFile) null = g_file_new_for_path ("/dev/null");
  g_autoptr (GFileOutputStream) nowhere = g_file_append_to (null, G_FILE_CREATE_NONE, NULL, NULL);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (GBytes) programme = load_file ("data/programmes/ninpu-r7.json");
  g_autoptr (GBytes) book = load_file ("data/letters/ninpu-r7.json");
  Load load = { .nowhere = G_OUTPUT_STREAM (nowhere),
                .entities = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref),
                .n_cards = N_CARDS / MAX (part, 1),
                .n_labels = N_LABELS / MAX (part, 1) };

  setvbuf (stdout, NULL, _IOLBF, 0); /* what it says is read while it works */
  load.typecase = mado_typecase_new (NULL);
  load.programme = mado_programme_read (programme, faults);
  load.card = (MadoLayout *) find_layout_cb (NULL, "hagaki-v");
  load.labels = (MadoLayout *) find_layout_cb (NULL, "labels-24");
  load.book = mado_letter_book_read (book, load.programme, find_layout_cb, NULL, faults);
  if (load.typecase == NULL || load.book == NULL)
    g_error ("nothing to measure");
  compare_all (&load);
  say_kept (&load);

  return 0;
}
