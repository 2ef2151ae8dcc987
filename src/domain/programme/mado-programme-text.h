/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-section.h"

G_BEGIN_DECLS

#define MADO_PROGRAMME_MAX_LENGTH (256 * 1024) /* bytes; the largest of ours has 30 KB */

/* A programme file as text and as JSON. Strings of the JSON stay where they stand in the file: so every string that
 * was read knows its own place, and a fault is reported at a string. Whatever is made while reading lives as long. */
typedef struct _MadoProgrammeText MadoProgrammeText;

MadoProgrammeText *mado_programme_text_new (GBytes *file, GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;
void mado_programme_text_free (MadoProgrammeText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoProgrammeText, mado_programme_text_free)

yyjson_val *mado_programme_text_get_root (const MadoProgrammeText *self);
GBytes *mado_programme_text_get_file (const MadoProgrammeText *self);
const char *mado_programme_text_get_start (const MadoProgrammeText *self);
const char *mado_programme_text_get_absent (const MadoProgrammeText *self);
void mado_programme_text_report (const MadoProgrammeText *self,
                                 GPtrArray *faults,
                                 const char *place,
                                 gsize byte,
                                 const char *code,
                                 const char *format,
                                 ...) G_GNUC_PRINTF (6, 7);

gpointer mado_programme_text_take (MadoProgrammeText *self, gpointer data, GDestroyNotify free_data);
gpointer mado_programme_text_allocate (MadoProgrammeText *self, gsize size);
MadoSection *mado_programme_text_new_section (MadoProgrammeText *self);
GPtrArray *mado_programme_text_new_list (MadoProgrammeText *self);

G_END_DECLS
