/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"
#include "mado-manuscript.h"

G_BEGIN_DECLS

/* A form, set in a layout, as a PDF. */
#define MADO_FORM_LAYOUT "layouts/a4-report.json" /* of those that are handed in */

GBytes *mado_form_print (const char *layout_path,
                         const MadoManuscript *form,
                         const char *number,
                         MadoDate day,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer none) (nullable): what the part of that number says, from 0; it stays until the next is asked for;
 * %NULL: there are no more */
typedef const MadoManuscript *(*MadoFormPart) (gpointer user_data, guint part);

GBytes *mado_form_print_parts (const char *layout_path,
                               MadoFormPart write_part,
                               gpointer user_data,
                               const char *number,
                               MadoDate day,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
