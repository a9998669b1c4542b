const { launchBrowser } = await import('/work/wt/push/test/browser/browser.ts');
const base = process.argv[2]!;
const b = await launchBrowser();
for (const [name, o] of [['l1440',{viewport:{width:1440,height:1000}}],['d390',{viewport:{width:390,height:844},colorScheme:'dark',locale:'de-DE'}]] as const) {
  const c = await b!.newContext({ ...o as any, timezoneId:'Europe/Berlin', serviceWorkers:'block', extraHTTPHeaders:{authorization:'Bearer local-admin-key'} });
  for (const part of (process.argv[3]??'me,me/contacts,me/sign-in,me/profile').split(',')) {
    const p = await c.newPage();
    p.on('console',(m:any)=>['error','warning'].includes(m.type())&&console.log(part,m.text()));
    p.on('pageerror',(e:any)=>console.log(part,e.stack));
    await p.goto(`${base}/${part}`); await p.waitForTimeout(2500);
    await p.screenshot({path:`/tmp/me-${name}-${part.replace('/','_')}.png`, fullPage:true});
    const over = await p.evaluate(()=>document.documentElement.scrollWidth>innerWidth+1);
    if (over) console.log('WIDE', name, part);
    await p.close();
  }
  await c.close();
}
await b!.close();
