/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-courier.h"
#include "office.h"

G_BEGIN_DECLS

/* Whoever comes to the service by the terminal's own courier, with nothing on his disk: what he will push is written
 * before. */
typedef struct {
  MadoCourier *courier;
  Terminal *hand; /* that writes operations */
  char *token;
  GQueue pushes; /* (element-type GBytes): requests that wait */
  gint64 written;
  MadoHash chain; /* of what was written */
  gint64 received;
  gboolean is_waiting;
  GBytes *answer; /* (nullable) */
} Visitor;

Visitor *visitor_new (Office *office, guint number, const char *address) G_GNUC_WARN_UNUSED_RESULT;
void visitor_free (Visitor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Visitor, visitor_free)

MadoCourier *visitor_employ (const Papers *papers, const char *address) G_GNUC_WARN_UNUSED_RESULT;
void visitor_begin_numbers (guint first);
void visitor_receive_case (Terminal *hand);

GBytes *visitor_ask (Visitor *self, const char *verb, GBytes *body) G_GNUC_WARN_UNUSED_RESULT;
void visitor_write_pushes (Visitor *self, guint n_pushes, guint n_operations);
void visitor_send_push (Visitor *self);
guint visitor_await_push (Visitor *self);

G_END_DECLS
