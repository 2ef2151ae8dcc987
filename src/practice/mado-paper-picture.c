/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A page on a scanner's glass: paper that is not quite white and lies not quite straight, what is printed on it, and a
 * watermark over all. The same application gives the same picture. */

#include "mado-paper-picture.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "mado-png.h"

#define WIDTH 640 /* of the page as it is laid out */
#define HEIGHT 440
#define SCALE 0.75 /* of the scan */
#define MARGIN 24
#define LINE 40
#define FONT "Noto Sans CJK JP"
#define N_SPECKS 60
#define SLANTS 9 /* ways in which it lies; letters are drawn once for each */

/* The page as it is drawn, from the top down. */
typedef struct {
  cairo_t *cairo;
  double y;
} Page;

static void
show_text (cairo_t *cairo, double x, double y, int size, const char *text)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cairo);
  g_autofree char *name = g_strdup_printf ("%s %d", FONT, size);
  PangoFontDescription *font = pango_font_description_from_string (name);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cairo, x, y);
  pango_cairo_show_layout (cairo, layout);
  pango_font_description_free (font);
}

static void
show_line (Page *page, const char *label, const char *text)
{
  cairo_set_source_rgb (page->cairo, 0.35, 0.38, 0.42);
  show_text (page->cairo, 2 * MARGIN, page->y + 4, 10, label);
  cairo_set_source_rgb (page->cairo, 0.1, 0.1, 0.15);
  show_text (page->cairo, 180, page->y, 14, text);
  cairo_set_source_rgb (page->cairo, 0.75, 0.78, 0.8);
  cairo_rectangle (page->cairo, 2 * MARGIN, page->y + LINE - 10, WIDTH - 4 * MARGIN, 1);
  cairo_fill (page->cairo);
  page->y += LINE;
}

static void
show_title (Page *page, const char *title, double red, double green, double blue)
{
  cairo_set_source_rgb (page->cairo, red, green, blue);
  cairo_rectangle (page->cairo, MARGIN, MARGIN, WIDTH - 2 * MARGIN, LINE + 8);
  cairo_fill (page->cairo);
  cairo_set_source_rgb (page->cairo, 1, 1, 1);
  show_text (page->cairo, 2 * MARGIN, MARGIN + 10, 16, title);
  page->y = MARGIN + LINE + 30;
}

/* --- what is printed --------------------------------------------------------------------------------------------- */

/* The account of the form, or one at the first made-up bank where the form has none. */
static yyjson_mut_val *
find_account (const MadoPaper *paper)
{
  for (guint i = 0; i < paper->taste->items->len; i++) {
    const MadoItem *item = g_array_index (paper->taste->items, MadoTasteItem, i).item;

    if (strcmp (item->type, "account") == 0)
      return mado_paper_get_whole (paper, item, 0);
  }

  return NULL;
}

static const char *
get (yyjson_mut_val *account, const char *part, const char *otherwise)
{
  const char *text = yyjson_mut_get_str (yyjson_mut_obj_get (account, part));

  return text != NULL ? text : otherwise;
}

static void
draw_passbook (Page *page, const MadoPaper *paper)
{
  yyjson_mut_val *account = find_account (paper);
  const MadoPersona *person = g_ptr_array_index (paper->people, 0);
  const char *bank = get (account, "bank", "0701"), *branch = get (account, "branch", "001");
  MadoBankMatch match = mado_bank_master_find_by_code (paper->scenery->banks, bank, branch);
  g_autofree char *bank_line = g_strdup_printf ("%s銀行 (%s)", match.bank != NULL ? match.bank->name : "", bank);
  g_autofree char *branch_line =
      g_strdup_printf ("%s支店 (%s)", match.branch != NULL ? match.branch->name : "", branch);

  show_title (page, "普通預金通帳", 0.16, 0.42, 0.36);
  show_line (page, "おなまえ", get (account, "holder", person->reading));
  show_line (page, "金融機関", bank_line);
  show_line (page, "店名", branch_line);
  show_line (page, "口座番号", get (account, "number", "0000000"));
  show_line (page, "種目", "普通");
}

static void
draw_handbook (Page *page, const MadoPaper *paper)
{
  const MadoPersona *person = g_ptr_array_index (paper->people, 0);
  char birth[MADO_DATE_ISO_SIZE], day[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (person->birth, birth);
  mado_date_to_iso (paper->day, day);
  show_title (page, "手帳 (表紙)", 0.72, 0.36, 0.42);
  show_line (page, "氏名", person->name);
  show_line (page, "ふりがな", person->reading);
  show_line (page, "生年月日", birth);
  show_line (page, "居住地", person->address);
  show_line (page, "確認日", day);
}

/* --- how it looks ------------------------------------------------------------------------------------------------ */

static void
lay_paper (cairo_t *cairo, MadoChance *chance)
{
  double tone = 0.93 + mado_chance_roll (chance, 50) / 1000.0;
  double angle = (mado_chance_roll (chance, SLANTS) - (SLANTS - 1) / 2.0) / 200.0;

  cairo_set_source_rgb (cairo, 0.62, 0.63, 0.64);
  cairo_paint (cairo);
  cairo_translate (cairo, WIDTH / 2.0, HEIGHT / 2.0);
  cairo_rotate (cairo, angle);
  cairo_scale (cairo, 0.96, 0.96);
  cairo_translate (cairo, -WIDTH / 2.0, -HEIGHT / 2.0);
  cairo_set_source_rgb (cairo, tone, tone, tone - 0.04);
  cairo_rectangle (cairo, 0, 0, WIDTH, HEIGHT);
  cairo_fill (cairo);
}

static void
strew_dust (cairo_t *cairo, MadoChance *chance)
{
  cairo_set_source_rgba (cairo, 0.3, 0.3, 0.3, 0.25);
  for (guint i = 0; i < N_SPECKS; i++) {
    cairo_rectangle (cairo, mado_chance_roll (chance, WIDTH), mado_chance_roll (chance, HEIGHT), 1, 1);
    cairo_fill (cairo);
  }
}

static void
put_watermark (cairo_t *cairo)
{
  cairo_save (cairo);
  cairo_translate (cairo, 70, HEIGHT - 90);
  cairo_rotate (cairo, -0.42);
  cairo_set_source_rgba (cairo, 0.8, 0.1, 0.1, 0.28);
  show_text (cairo, 0, 0, 48, "みほん / SAMPLE");
  cairo_restore (cairo);
}

/**
 * mado_paper_picture_get_name:
 * @kind: a paper
 *
 * Returns: (transfer none): its name
 */
const char *
mado_paper_picture_get_name (MadoPaperPictureKind kind)
{
  return kind == MADO_PAPER_PICTURE_PASSBOOK ? "passbook" : "handbook";
}

/**
 * mado_paper_picture_draw:
 * @paper: an application
 * @kind: which of the papers that come with it
 *
 * Returns: (transfer full): the picture, as PNG
 */
GBytes *
mado_paper_picture_draw (const MadoPaper *paper, MadoPaperPictureKind kind)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH * SCALE, HEIGHT * SCALE);
  MadoChance chance = mado_chance_begin (paper->number, kind);
  Page page = { cairo_create (surface), 0 };
  GBytes *png;

  cairo_scale (page.cairo, SCALE, SCALE);
  lay_paper (page.cairo, &chance);
  if (kind == MADO_PAPER_PICTURE_PASSBOOK)
    draw_passbook (&page, paper);
  else
    draw_handbook (&page, paper);
  put_watermark (page.cairo);
  strew_dust (page.cairo, &chance);
  cairo_destroy (page.cairo);
  png = mado_png_write (surface);
  cairo_surface_destroy (surface);

  return png;
}
