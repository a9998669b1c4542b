import { ConflictError, NotFoundError } from '../../domain/errors.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { type ContactKind, contactOf } from '../../usecases/contact/contacts.ts';
import {
  devicesOf,
  readDeviceTest,
  registeredDevice,
  testDevice,
  withDevices,
} from '../../usecases/contact/devices.ts';
import {
  checkUnused,
  emailContactFrom,
  isLoginContact,
  phoneContactFrom,
  withOnePrimary,
} from '../../usecases/contact/from-input.ts';
import {
  CodeInput,
  DeviceInput,
  EmailContactInput,
  PhoneContactInput,
  TargetSearch,
  TestInput,
} from '../../usecases/contact/inputs.ts';
import { presentDevice, presentEmail, presentPhone } from '../../usecases/contact/present.ts';
import { ownUser } from '../../usecases/user/change.ts';
import { type Call, idIn, objectBody, ok, type Route, route } from './route.ts';
import { userPart, userPath } from './user-part.ts';

const emails = userPart({
  path: 'contacts/emails',
  kind: 'e-mail contact',
  input: EmailContactInput,
  items: (user) => user.emails,
  withItems: (user, emails) => ({ ...user, emails }),
  from: emailContactFrom,
  checkDelete: (user, contact) => {
    if (isLoginContact(user, contact)) throw new ConflictError(`contact ${contact.id} is the login address`);
    checkUnused(user, contact);
  },
  present: presentEmail,
});

const phones = userPart({
  path: 'contacts/phone-numbers',
  kind: 'phone contact',
  input: PhoneContactInput,
  items: (user) => user.phones,
  withItems: (user, phones, changed) => ({ ...user, phones: changed ? withOnePrimary(phones, changed) : phones }),
  from: phoneContactFrom,
  checkDelete: checkUnused,
  present: presentPhone,
});

const devices = userPart({
  path: 'devices',
  kind: 'device',
  input: DeviceInput,
  items: devicesOf,
  withItems: withDevices,
  from: registeredDevice,
  present: presentDevice,
}).filter(({ method }) => method !== 'PUT');

/** Devices are tried as contacts are. */
const deviceTests: readonly Route[] = [
  route('POST', `${userPath}/devices/{id}/test`, 'user:write', async (call) => {
    const device = { userId: idIn(call, 'user'), deviceId: idIn(call) };
    const { presentTest } = await results();
    return { status: 202, body: presentTest(await testDevice(call.ctx, device)) };
  }),
  route('GET', `${userPath}/devices/{id}/test/{test}`, 'user:write', async (call) => {
    const which = { userId: idIn(call, 'user'), deviceId: idIn(call), testId: idIn(call, 'test') };
    const { presentTest } = await results();
    return ok(presentTest(await readDeviceTest(call.ctx, which)));
  }),
];

const kinds: readonly ContactKind[] = ['emails', 'phone-numbers'];

/** The routes that contacts have besides the usual five. */
const contactActions = kinds.flatMap((kind): Route[] => {
  const path = `${userPath}/contacts/${kind}`;
  return [
    route('POST', `${path}/search-target`, 'user:write', (call) => searchTarget(call, kind), { input: TargetSearch }),
    route('POST', `${path}/{id}/verify`, 'user:write', (call) => verify(call, kind), { input: CodeInput }),
    route('POST', `${path}/{id}/test`, 'user:write', (call) => test(call, kind), { input: TestInput }),
    route('GET', `${path}/{id}/test/{test}`, 'user:write', (call) => testResult(call, kind)),
  ];
});

async function searchTarget(call: Call, kind: ContactKind) {
  const { target } = parseInput(TargetSearch, objectBody(call));
  const user = await ownUser(call.ctx, idIn(call, 'user'));
  const email = user.emails.find((contact) => contact.address === target.toLowerCase());
  const phone = user.phones.find((contact) => contact.target === target || contact.e164 === target);
  const found = kind === 'emails' ? email && presentEmail(email) : phone && presentPhone(phone);
  if (found === undefined) throw new NotFoundError('contact', target);
  return ok(found);
}

/** Contacts are verified and tried once: what that takes comes when it is asked for. */
const codes = () => import('../../usecases/contact/verify.ts');
const tests = () => import('../../usecases/contact/send-test.ts');
const results = () => import('../../usecases/contact/test-result.ts');

/** Without a code one is sent; with it the contact becomes verified. */
async function verify(call: Call, kind: ContactKind) {
  const input = { userId: idIn(call, 'user'), kind, contactId: idIn(call) };
  const { code } = parseInput(CodeInput, call.body() === undefined ? {} : objectBody(call));
  const { sendVerificationCode, verifyContact } = await codes();
  const user = code ? await verifyContact(call.ctx, { ...input, code }) : await sendVerificationCode(call.ctx, input);
  const contact = contactOf(user, kind, input.contactId);
  return ok('e164' in contact ? presentPhone(contact) : presentEmail(contact));
}

async function test(call: Call, kind: ContactKind) {
  const { method } = parseInput(TestInput, call.body() === undefined ? {} : objectBody(call));
  const contact = { userId: idIn(call, 'user'), kind, contactId: idIn(call) };
  const [{ testContact }, { presentTest }] = await Promise.all([tests(), results()]);
  const message = await testContact(call.ctx, { ...contact, ...(method && { method }) });
  return { status: 202, body: presentTest(message) };
}

async function testResult(call: Call, kind: ContactKind) {
  const which = { userId: idIn(call, 'user'), kind, contactId: idIn(call), testId: idIn(call, 'test') };
  const { presentTest, readTest } = await results();
  return ok(presentTest(await readTest(call.ctx, which)));
}

export const contactRoutes: readonly Route[] = [...contactActions, ...emails, ...phones, ...deviceTests, ...devices];
