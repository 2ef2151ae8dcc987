/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme-text.h"

G_BEGIN_DECLS

/* How a document lies on its sheet: a file of measures in millimeters, type in points. What it says stands elsewhere.
 */

typedef struct {
  const char *id;
  const char *title;
  const char *kind; /* "letter", "pressure_postcard", "labels", "form" */
} MadoLayoutIdentity;

typedef struct {
  double width;
  double height;
  double clear; /* what stays white along the edges */
} MadoLayoutSheet;

/* A sheet that is cut into pieces of one size, each with a document of its own. */
typedef struct {
  gint64 columns; /* 0: the sheet is one piece */
  gint64 rows;
  double x;
  double y;
  double width;
  double height;
  double gap_x;
  double gap_y;
} MadoLayoutCells;

typedef struct {
  const char *id;
  const char *face;   /* "gothic", "mincho" */
  const char *weight; /* "bold"; "": regular */
  const char *align;  /* "center", "right"; "": left */
  const char *fit;    /* "line": rather smaller than on two lines */
  double size;        /* points */
  double least;       /* points; how small it may become where there is no room; 0: as it is */
  double leading;     /* from line to line, in sizes; 0: 1.5 */
  double before;      /* mm above it */
  double after;       /* mm below it */
  double hang;        /* mm by which further lines are set in */
  double label;       /* mm, of a table: how wide its first column is */
  double pad;         /* mm, of a table: the white in a cell above and below */
} MadoLayoutStyle;

/* Where blocks are set one below the other. */
typedef struct {
  const char *id;
  double x;
  double y;
  double width;
  double height;
  const char *then;    /* a later area where it goes on */
  const char *stand;   /* "bottom", "middle"; "": top */
  gboolean is_outside; /* anybody can read it: nothing but name and address */
} MadoLayoutArea;

/* What stands on each sheet of the layout. */
typedef struct {
  const char *id;
  double x;
  double y;
  double width;
  double height;
  const char *style;
  GPtrArray *text;
  gboolean has_frame;
} MadoLayoutFixed;

typedef struct {
  const char *id;
  double x; /* one of both is 0 */
  double y;
  double mark;  /* how long its mark is, from both edges; 0: it has none */
  double clear; /* what stays white on both sides */
} MadoLayoutFold;

/* The window of an envelope, as it lies over the sheet. */
typedef struct {
  const char *id;
  double x;
  double y;
  double width;
  double height;
  double slide;     /* how far the sheet can move in the envelope, to all sides */
  GPtrArray *shows; /* the areas that have to be seen through it */
} MadoLayoutWindow;

typedef struct {
  const char *id;
  gboolean is_repeated; /* what does not fit on the pages before goes on here, on as many as it takes */
  MadoSection *areas;   /* (element-type MadoLayoutArea) */
  MadoSection *fixed;   /* (element-type MadoLayoutFixed) */
  MadoSection *folds;   /* (element-type MadoLayoutFold) */
  MadoSection *windows; /* (element-type MadoLayoutWindow) */
} MadoLayoutPage;

/* Read it by its fields; it never changes. What the file does not say is "" or 0. */
typedef struct {
  gint64 format;
  MadoLayoutIdentity identity;
  MadoLayoutSheet sheet;
  MadoLayoutCells cells;
  MadoSection *styles; /* (element-type MadoLayoutStyle) */
  MadoSection *pages;  /* (element-type MadoLayoutPage) */

  /*< private >*/
  MadoProgrammeText *text;
} MadoLayout;

#define MADO_LAYOUT_LEAST_SIZE 7 /* points: nobody is sent anything smaller */

MadoLayout *mado_layout_read (GBytes *file, GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;
void mado_layout_free (MadoLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLayout, mado_layout_free)

const MadoLayoutArea *mado_layout_find_area (const MadoLayout *self, const char *id);
guint mado_layout_get_n_cells (const MadoLayout *self);
double mado_layout_style_get_leading (const MadoLayoutStyle *self);

G_END_DECLS
