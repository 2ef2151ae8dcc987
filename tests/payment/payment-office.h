/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-clerk.h"
#include "mado-line.h"
#include "store-sample.h"
#include "terminal-sample.h"

G_BEGIN_DECLS

/* A ward's service with people who pay: at terminals that only type, and at seats, which are whole encrypted profiles
 * at the line. Nobody calls the domain: whatever is done goes to the service as the line writes it. */

typedef struct _PaymentOffice PaymentOffice;

/* A good application for the second payment in cash, to be filled in with the control number and how many children. */
#define PAYMENT_BIRTH_EDITS                                                                                            \
  "[{'item':'postal_code','now':'1600022'},{'item':'address','now':'東京都新宿区見本町1-1'},"                          \
  "{'item':'name','now':{'kanji':'見本 花子','kana':'ミホン ハナコ'}},{'item':'birth_date','now':'1995-05-05'},"       \
  "{'item':'phone','now':'0300000000'},{'item':'control_no','now':'%s'},{'item':'handbook_date','now':'2025-04-01'},"  \
  "{'item':'delivery_date','now':'2025-04-15'},{'item':'fetuses','now':%d},{'item':'wish','now':true},"                \
  "{'item':'content','now':'2-cash'},{'item':'paid_elsewhere','now':false},{'item':'moved','now':false}]"

typedef struct {
  PaymentOffice *office;
  StoreSample store;
  char *path;           /* of the profile */
  MadoKeyShares shares; /* that open it */
  char *account;
  char **roles;
  char *terminal; /* by which name the service knows it */
  MadoCaller caller;
  MadoDesk *desk;
  MadoLine *line;
  GQueue sent; /* of requests on their way */
  guint page;  /* how many entries of the log the service says at once; 0: as many as it does */
  MadoSigningKey *key;
} PaymentSeat;

struct _PaymentOffice {
  Ward *ward;
  MadoStream *stream;
  const char *programme;
  GHashTable *terminals; /* account → Terminal */
  GPtrArray *seats;      /* (element-type PaymentSeat) */
  guint64 n_drawn;
  guint n_keys;
};

PaymentOffice *payment_office_new_in (Ward *ward, const char *programme, const char *now) G_GNUC_WARN_UNUSED_RESULT;
PaymentOffice *payment_office_new (const char *programme, const char *now) G_GNUC_WARN_UNUSED_RESULT;
void payment_office_free (PaymentOffice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PaymentOffice, payment_office_free)

void payment_office_pass (PaymentOffice *self, gint64 seconds);
Terminal *payment_office_hire (PaymentOffice *self, const char *account, const char *roles);
const char *payment_office_read_code (Ward *ward, const char *programme, gint64 seq);
const char *payment_office_do (
    PaymentOffice *self, const char *account, MadoId entity, const char *kind, const char *body, ...)
    G_GNUC_PRINTF (5, 6);
const char *payment_office_type_account (PaymentOffice *self, const char *account, MadoId id, const char *number);
void payment_office_correct_account (PaymentOffice *self, MadoId id, const char *number);
MadoId payment_office_check_gift (PaymentOffice *self, const char *receipt, const char *control_no);
MadoId payment_office_check_case (PaymentOffice *self, const char *receipt, const char *control_no, const char *number);
char *payment_office_get (PaymentOffice *self, MadoId entity, const char *pointer) G_GNUC_WARN_UNUSED_RESULT;
char *payment_office_get_state (PaymentOffice *self, MadoId entity) G_GNUC_WARN_UNUSED_RESULT;

PaymentSeat *payment_office_seat (PaymentOffice *self, const char *account, const char *roles);
PaymentSeat *payment_office_seat_at (
    PaymentOffice *self, const char *account, const char *roles, const char *path, const MadoKeyShares *shares);
void payment_seat_leave (PaymentSeat *self);
void payment_seat_return (PaymentSeat *self);
void payment_seat_meet (PaymentSeat *self);
void payment_seat_hear (PaymentSeat *self);
gint64 payment_seat_count_changes (PaymentSeat *self);
MadoDeskClerk *payment_seat_work (PaymentSeat *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
