/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme.h"

G_BEGIN_DECLS

/* Programmes for tests: as delivered, or from a text. Each has to be without faults, and says them where it is not. */
MadoProgramme *programme_sample_load (const char *name) G_GNUC_WARN_UNUSED_RESULT;
MadoProgramme *programme_sample_read (const char *text) G_GNUC_WARN_UNUSED_RESULT;

char *programme_sample_load_text (const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *programme_sample_replace (const char *text, const char *old, const char *replacement) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
