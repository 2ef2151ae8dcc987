/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The records by which a terminal comes to its certificate, for wire-records.h. */

GBytes *wire_enrolment_make_file (GRand *chance) G_GNUC_WARN_UNUSED_RESULT;
GBytes *wire_enrolment_rewrite_file (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *wire_enrolment_make_request (GRand *chance) G_GNUC_WARN_UNUSED_RESULT;
GBytes *wire_enrolment_rewrite_request (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *wire_enrolment_make_reply (GRand *chance) G_GNUC_WARN_UNUSED_RESULT;
GBytes *wire_enrolment_rewrite_reply (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
