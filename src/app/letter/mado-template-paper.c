/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drawn by the same pen as the PDF. */

#include "mado-template-paper.h"

#include <adwaita.h>

#include "mado-pen.h"

#define GAP 12 /* pixels around each page */

struct _MadoTemplatePaper {
  GtkWidget parent_instance;

  MadoLetterSample *sample; /* (nullable): whoever shows it keeps it */
  GtkDrawingArea *area;
};

G_DEFINE_FINAL_TYPE (MadoTemplatePaper, mado_template_paper, GTK_TYPE_WIDGET)

static double
measure_page (MadoTemplatePaper *self, int width, double *out_height)
{
  double paper_width, paper_height, scale;

  mado_letter_sample_get_size (self->sample, &paper_width, &paper_height);
  scale = MAX (1, width - 2 * GAP) / (paper_width * MADO_POINTS_PER_MM);
  *out_height = paper_height * MADO_POINTS_PER_MM * scale;

  return scale;
}

static void
fit (MadoTemplatePaper *self)
{
  double height;

  if (self->sample == NULL)
    return;
  measure_page (self, gtk_widget_get_width (GTK_WIDGET (self->area)), &height);
  gtk_drawing_area_set_content_height (self->area,
                                       GAP + (int) (mado_letter_sample_get_n_pages (self->sample) * (height + GAP)));
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

static void
draw_page (MadoTemplatePaper *self, guint page, cairo_t *cairo, double scale)
{
  double width, height;

  mado_letter_sample_get_size (self->sample, &width, &height);
  cairo_scale (cairo, scale, scale);
  cairo_rectangle (cairo, 0, 0, width * MADO_POINTS_PER_MM, height * MADO_POINTS_PER_MM);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_fill (cairo);
  mado_letter_sample_draw (self->sample, page, cairo);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer paper)
{
  MadoTemplatePaper *self = paper;
  double page_height, scale;

  if (self->sample == NULL)
    return;
  scale = measure_page (self, width, &page_height);
  for (guint i = 0; i < mado_letter_sample_get_n_pages (self->sample); i++) {
    cairo_save (cairo);
    cairo_translate (cairo, GAP, GAP + i * (page_height + GAP));
    draw_page (self, i, cairo, scale);
    cairo_restore (cairo);
  }
}

/* Whoever does not see the page hears what it says. */
static void
describe (MadoTemplatePaper *self)
{
  g_autofree char *words = self->sample != NULL ? mado_letter_sample_dup_words (self->sample) : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

/**
 * mado_template_paper_show:
 * @self: a paper
 * @sample: (nullable): what stands on it, which has to stay until another is shown; %NULL: nothing
 */
void
mado_template_paper_show (MadoTemplatePaper *self, MadoLetterSample *sample)
{
  self->sample = sample;
  describe (self);
  fit (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

static void
mado_template_paper_dispose (GObject *object)
{
  MadoTemplatePaper *self = MADO_TEMPLATE_PAPER (object);

  self->sample = NULL;
  if (self->area != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->area));
  self->area = NULL;

  G_OBJECT_CLASS (mado_template_paper_parent_class)->dispose (object);
}

static void
mado_template_paper_class_init (MadoTemplatePaperClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mado_template_paper_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
mado_template_paper_init (MadoTemplatePaper *self)
{
  self->area = GTK_DRAWING_AREA (gtk_drawing_area_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->area), GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->area, draw_cb, self, NULL);
  g_signal_connect_object (self->area, "resize", G_CALLBACK (fit), self, G_CONNECT_SWAPPED);
}
