/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How a terminal comes to its certificate. An administrator gives it a file (on a medium) and a code (by another way).
 * The file holds a certificate that is good for nothing but this, once: so that even here nobody is on the line whom
 * the service does not know. The terminal makes its own key, which never leaves it, and asks to have it certified. */

/* What the file says. */
typedef struct {
  char *address;     /* "192.0.2.1:8443" */
  char *authority;   /* PEM: whom the terminal believes from now on */
  char *terminal;    /* its name */
  char *certificate; /* PEM: for the enrolment alone, … */
  char *key;         /* … with its key */
} MadoEnrolmentFile;

GBytes *mado_enrolment_file_write (const MadoEnrolmentFile *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_enrolment_file_read (GBytes *text, MadoEnrolmentFile *out_file, GError **error);
void mado_enrolment_file_clear (MadoEnrolmentFile *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoEnrolmentFile, mado_enrolment_file_clear)

/* POST /v1/enrol. The same request again, because the answer did not come, gets the same answer. */
typedef struct {
  char *code;
  char *request; /* PKCS #10 in PEM form: to certify the terminal's own key */
} MadoEnrolmentRequest;

GBytes *mado_enrolment_request_write (const MadoEnrolmentRequest *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_enrolment_request_read (GBytes *text, MadoEnrolmentRequest *out_request, GError **error);
void mado_enrolment_request_clear (MadoEnrolmentRequest *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoEnrolmentRequest, mado_enrolment_request_clear)

typedef struct {
  char *terminal;
  char *certificate; /* PEM */
} MadoEnrolmentReply;

GBytes *mado_enrolment_reply_write (const MadoEnrolmentReply *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_enrolment_reply_read (GBytes *text, MadoEnrolmentReply *out_reply, GError **error);
void mado_enrolment_reply_clear (MadoEnrolmentReply *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoEnrolmentReply, mado_enrolment_reply_clear)

G_END_DECLS
