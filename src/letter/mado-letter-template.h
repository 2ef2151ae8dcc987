/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-clerk.h"
#include "mado-letter-source.h"

G_BEGIN_DECLS

/* Versions of what a letter says: written, looked at, approved by somebody else, and used for the runs that are made
 * from then on. */

GPtrArray *mado_letter_templates_load (const MadoDeskClerk *clerk,
                                       const char *letter,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
const MadoEntity *mado_letter_templates_find_current (const GPtrArray *templates);
const MadoEntity *mado_letter_templates_find (const GPtrArray *templates, gint64 version);
const MadoEntity *mado_letter_templates_find_of_run (const GPtrArray *templates, const MadoEntity *run);
gint64 mado_letter_template_get_version (const MadoEntity *wording);
const char *mado_letter_template_get_text (const MadoEntity *wording);

gboolean mado_letter_template_check (
    const MadoDeskClerk *clerk, const char *letter, const char *text, GPtrArray *faults, GError **error);
gboolean mado_letter_template_write (const MadoDeskClerk *clerk,
                                     const char *letter,
                                     const char *text,
                                     gint64 *out_version,
                                     const char **out_refused,
                                     GError **error);
gboolean mado_letter_template_approve (const MadoDeskClerk *clerk,
                                       const MadoEntity *wording,
                                       const char **out_refused,
                                       GError **error);
gboolean mado_letter_template_retire (const MadoDeskClerk *clerk,
                                      const MadoEntity *wording,
                                      const char *reason,
                                      const char **out_refused,
                                      GError **error);

G_END_DECLS
