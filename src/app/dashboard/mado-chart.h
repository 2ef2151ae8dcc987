/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-bar.h"

G_BEGIN_DECLS

/* Bars beside each other, each of which opens what is behind it: emits "opened" with its number, from 0 on. The same as
 * a table where somebody prefers that. */
#define MADO_TYPE_CHART (mado_chart_get_type ())
G_DECLARE_FINAL_TYPE (MadoChart, mado_chart, MADO, CHART, AdwBin)

typedef struct {
  const char *label;  /* below the bar */
  const char *name;   /* all of it in words */
  const char *figure; /* above the bar; may be empty */
  gint64 values[MADO_BAR_N_VALUES];
} MadoChartBar;

void mado_chart_show (MadoChart *self, MadoBarKind kind, const MadoChartBar *bars, guint n_bars);
void mado_chart_set_as_table (MadoChart *self, gboolean is_table);
void mado_chart_name_values (MadoChart *self, const char *first, const char *second);

G_END_DECLS
